/**
 * The warehouse: its tables, and the loader that brings the S3 sink's objects into them, for
 * Redshift and PostgreSQL.
 */
package io.tweetsentiment.sql;
