/**
 * The data contract: generated Avro records, topic names, and in {@code rules} the pure functions
 * that give the records their meaning.
 */
package io.tweetsentiment.schemas;
