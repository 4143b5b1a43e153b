/** Tweets as Avro in Confluent wire format, with the schema registry. */
package io.tweetsentiment.producer.avro;
