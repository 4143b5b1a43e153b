/** The command that runs a distributed Kafka Connect worker with the plugins of the class path. */
package io.tweetsentiment.connect.worker;
