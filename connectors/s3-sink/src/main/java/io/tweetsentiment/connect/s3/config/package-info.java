/**
 * The configuration keys of the sink, with their defaults and checks. This is the only package that
 * knows the names of keys; the other packages receive values.
 */
package io.tweetsentiment.connect.s3.config;
