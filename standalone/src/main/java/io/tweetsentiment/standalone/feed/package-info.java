/** Where the tweets of a run come from: files or the generated sample, X, or Bluesky. */
package io.tweetsentiment.standalone.feed;
