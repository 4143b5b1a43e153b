/**
 * Bluesky's Jetstream: a recorded session over a WebSocket, in both generations of the protocol.
 */
package io.tweetsentiment.emulators.jetstream;
