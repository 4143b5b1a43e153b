/** The port through which tweets are scored, and its engines. Free of Kafka and Spark. */
package io.tweetsentiment.sentiment;
