/**
 * Compares the windows that the stream, the batch job and the warehouse hold for a range of days.
 */
package io.tweetsentiment.sql.reconcile;
