/**
 * The trained model: its file, and the computation of its linear models, its neural nets and its
 * gate for mixed texts. Training is in {@code io.tweetsentiment.sentiment.train}.
 */
package io.tweetsentiment.sentiment.local.model;
