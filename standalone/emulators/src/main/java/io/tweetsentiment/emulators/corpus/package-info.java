/** The tweets that the X emulator serves: from files, or a generated sample. */
package io.tweetsentiment.emulators.corpus;
