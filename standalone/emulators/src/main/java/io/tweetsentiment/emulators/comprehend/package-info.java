/** An emulator of the sentiment calls of Amazon Comprehend, for development and tests. */
package io.tweetsentiment.emulators.comprehend;
