/**
 * First step of the topology: decodes the records of the raw and the sentiment topic, checks them
 * and sends those that cannot be used to the dead-letter topic.
 */
package io.tweetsentiment.streams.intake;
