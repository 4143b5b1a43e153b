/** Keeps a message that would be repeated in every pass from filling the log. */
package io.tweetsentiment.sql.log;
