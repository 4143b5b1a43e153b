/** What the emulators share: the HTTP server, the dispatch of AWS requests, request rates. */
package io.tweetsentiment.emulators.wire;
