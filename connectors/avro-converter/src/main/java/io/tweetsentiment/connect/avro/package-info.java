/**
 * Kafka Connect converter between Connect data and Avro in the wire format of Confluent's schema
 * registry.
 */
package io.tweetsentiment.connect.avro;
