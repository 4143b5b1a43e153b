/**
 * Reads files of tweets: the form that the standalone program replays and the producer's file sink
 * writes.
 */
package io.tweetsentiment.schemas.files;
