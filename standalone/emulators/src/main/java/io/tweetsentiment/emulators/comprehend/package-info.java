/** An emulator of Amazon Comprehend's sentiment calls at their wire protocol, for tests. */
package io.tweetsentiment.emulators.comprehend;
