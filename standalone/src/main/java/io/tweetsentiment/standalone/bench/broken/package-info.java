/**
 * Puts a mix of good and broken records into a run, at every place where records enter, and reports
 * the outcome of each.
 */
package io.tweetsentiment.standalone.bench.broken;
