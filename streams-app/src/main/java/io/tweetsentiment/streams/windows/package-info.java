/**
 * Aggregates of the windows: partial totals per partition, their sum, and queries of the result.
 */
package io.tweetsentiment.streams.windows;
