/** Limits how often a repeated message is logged. */
package io.tweetsentiment.sql.log;
