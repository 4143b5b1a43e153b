/** Engines behind a network: Amazon Comprehend and any HTTP endpoint, with one way to retry. */
package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.Engines;







