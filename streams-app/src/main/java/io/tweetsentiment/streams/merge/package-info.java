/**
 * Keeps the newest version of each tweet, joins it with its sentiment and publishes the merged
 * tweet.
 */
package io.tweetsentiment.streams.merge;
