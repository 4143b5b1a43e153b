/** An emulator of Amazon Kinesis Data Streams at its wire protocol, for development and tests. */
package io.tweetsentiment.emulators.kinesis;
