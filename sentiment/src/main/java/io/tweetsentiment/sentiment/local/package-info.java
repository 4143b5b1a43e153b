/**
 * The engine {@code local}, its scorers, and what every engine that scores inside the JVM needs:
 * threads and a choice of languages.
 */
package io.tweetsentiment.sentiment.local;
