/** What the protocol emulators share: a loopback HTTP server, AWS request dispatch, rates. */
package io.tweetsentiment.emulators.wire;
