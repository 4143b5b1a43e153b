/**
 * The whole pipeline in one command: with real services where possible and emulators for the
 * others.
 */
package io.tweetsentiment.standalone;
