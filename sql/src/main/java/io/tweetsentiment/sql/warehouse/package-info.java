/** The database: its tables and columns, its SQL files in both dialects, and the connection. */
package io.tweetsentiment.sql.warehouse;
