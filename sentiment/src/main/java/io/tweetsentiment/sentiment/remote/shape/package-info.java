/** The JSON of scoring services: requests, responses, and the results of documents. */
package io.tweetsentiment.sentiment.remote.shape;
