/**
 * Scores tweets again on purpose: finds the texts in what the topics or the objects of the sinks
 * say, has them scored, and publishes sentiments that win over the known ones.
 */
package io.tweetsentiment.streams.rescore;
