/**
 * The Kafka Streams app: its command, settings, topology and life cycle. The packages below hold
 * what the nodes of the topology do.
 */
package io.tweetsentiment.streams;
