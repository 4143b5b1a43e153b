/** Reads dead letters, of the topology and of Connect, and sends them back where they came from. */
package io.tweetsentiment.streams.deadletters;
