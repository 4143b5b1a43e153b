/**
 * The engines that call a service over the network, {@code comprehend} and {@code http}, with one
 * way to limit and to retry calls.
 */
package io.tweetsentiment.sentiment.remote;
