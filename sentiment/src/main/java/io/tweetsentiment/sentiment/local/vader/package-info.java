/** VADER: a word list and rules for English tweets. */
package io.tweetsentiment.sentiment.local.vader;
