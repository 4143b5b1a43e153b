/**
 * An emulator of the search endpoints of X API v2, and what it serves; for development and tests.
 */
package io.tweetsentiment.emulators.x;
