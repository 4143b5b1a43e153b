/**
 * What the app keeps in its state stores: the stores, the types of their values and how these are
 * serialised, and the removal of old entries.
 */
package io.tweetsentiment.streams.state;
