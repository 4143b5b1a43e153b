/**
 * Kafka Connect sink for Amazon S3. The task gives each topic partition a writer, stores the files
 * that are full or due, and commits the offsets of what S3 acknowledged.
 */
package io.tweetsentiment.connect.s3;
