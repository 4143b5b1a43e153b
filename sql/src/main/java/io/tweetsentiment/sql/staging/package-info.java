/**
 * Brings the rows of objects into the staging table, and rejects what does not fit. PostgreSQL gets
 * decoded and validated rows; Redshift reads the objects itself.
 */
package io.tweetsentiment.sql.staging;
