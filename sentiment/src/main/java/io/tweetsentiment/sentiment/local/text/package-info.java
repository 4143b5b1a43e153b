/**
 * Turns a tweet into the features of the trained model: tokens, n-gram hashes and dense features.
 * Everything here is part of the model's format: a change requires a newly trained model.
 */
package io.tweetsentiment.sentiment.local.text;
