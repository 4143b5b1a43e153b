/** Names of topics, state stores and nodes of the topology. */
package io.tweetsentiment.streams.names;
