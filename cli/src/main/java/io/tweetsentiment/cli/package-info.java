/**
 * The program {@code tweet-sentiment}. Each module offers its commands as a {@link
 * io.tweetsentiment.cli.CommandProvider}; the program has the commands of the modules on its class
 * path.
 */
package io.tweetsentiment.cli;
