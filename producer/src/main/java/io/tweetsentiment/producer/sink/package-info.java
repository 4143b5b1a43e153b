/**
 * Where the records go: Kinesis, Kafka, a file or the standard output. A sink returns when all
 * records that it was given are acknowledged.
 */
package io.tweetsentiment.producer.sink;
