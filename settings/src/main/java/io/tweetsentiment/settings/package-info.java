/**
 * How every part of the pipeline is configured: a properties file, environment variables over it,
 * and keys that are known. Stands beside the data contract because it is the other thing all parts
 * share.
 */
package io.tweetsentiment.settings;
