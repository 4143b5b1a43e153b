/** The file formats Parquet, Avro and JSON, and which schemas a file accepts. */
package io.tweetsentiment.connect.s3.format;
