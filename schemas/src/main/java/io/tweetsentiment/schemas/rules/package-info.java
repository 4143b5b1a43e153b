/**
 * The rules that give the records their meaning: identity, version order, window, rounding, and the
 * aggregate. Pure functions, shared by stream, batch and tests, so that all of them give the same
 * bytes.
 */
package io.tweetsentiment.schemas.rules;
