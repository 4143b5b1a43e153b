/**
 * The objects of the S3 sink: listing and reading them, and what their keys and metadata contain.
 */
package io.tweetsentiment.sql.bucket;
