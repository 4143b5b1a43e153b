/**
 * A mix of good and broken records for every place where records enter, and a run that shows what
 * became of each. Every kind of fault is a line in one of the classes named after a place.
 */
package io.tweetsentiment.standalone.bench.broken;
