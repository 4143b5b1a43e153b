/**
 * The rows of objects, one after the other, in memory that does not depend on the size of the
 * object; and which of them fit the warehouse.
 */
package io.tweetsentiment.sql.rows;
