/**
 * Sources without slices: files, and Bluesky's Jetstream. They are read in their own order, from a
 * position on.
 */
package io.tweetsentiment.producer.stream;
