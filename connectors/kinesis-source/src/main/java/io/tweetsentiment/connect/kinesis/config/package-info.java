/**
 * The configuration keys of the source, with their defaults and checks, and the Kinesis client that
 * is made from them.
 */
package io.tweetsentiment.connect.kinesis.config;
