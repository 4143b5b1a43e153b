/**
 * Puts a mix of good and broken records into a run, at every place where records enter, and shows
 * what became of each.
 */
package io.tweetsentiment.standalone.bench.broken;
