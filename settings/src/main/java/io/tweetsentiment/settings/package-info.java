/**
 * How every part of the pipeline is configured: known keys with defaults and meanings, whose values
 * come from a properties file and from environment variables that override it. Uses only the JDK.
 */
package io.tweetsentiment.settings;
