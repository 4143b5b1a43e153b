/** A Kafka Connect source connector for Amazon Kinesis Data Streams. */
package io.tweetsentiment.connect.kinesis;
