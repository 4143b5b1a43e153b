/** Measures the Kinesis source and the S3 sink in a Connect worker. */
package io.tweetsentiment.standalone.bench.connectors;
