/**
 * Avro records in Confluent's wire format: the decoder, the encoder and the lookup of schemas in
 * the registry.
 */
package io.tweetsentiment.streams.wire;
