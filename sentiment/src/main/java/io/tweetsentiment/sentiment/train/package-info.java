/** The command line of the local models. Needs picocli. */
package io.tweetsentiment.sentiment.train;
