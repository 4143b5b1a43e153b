/**
 * Records what was loaded and what was rejected, and finds the Kafka offsets that no loaded object
 * covers.
 */
package io.tweetsentiment.sql.audit;
