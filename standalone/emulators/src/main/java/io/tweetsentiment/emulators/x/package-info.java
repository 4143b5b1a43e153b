/** An emulator of search, counts and usage of the X API v2, for development and tests. */
package io.tweetsentiment.emulators.x;
