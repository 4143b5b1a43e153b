/** The configuration keys of the source, with their defaults and checks. */
package io.tweetsentiment.connect.kinesis.config;
