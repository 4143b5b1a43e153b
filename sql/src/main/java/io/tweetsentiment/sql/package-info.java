/**
 * Loads the objects of the S3 sink into the warehouse, Redshift or PostgreSQL: the command, its
 * configuration, and the loader.
 */
package io.tweetsentiment.sql;
