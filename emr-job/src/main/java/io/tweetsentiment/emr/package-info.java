/**
 * The batch job: recomputes tweets and aggregates from the raw and sentiment objects in S3 with the
 * same rules as the stream, so that both produce the same rows.
 */
package io.tweetsentiment.emr;
