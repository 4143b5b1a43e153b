/** The commands of this module: their options, and the checks of their values. */
package io.tweetsentiment.standalone.cli;
