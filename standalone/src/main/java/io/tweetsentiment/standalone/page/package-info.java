/**
 * The page of the standalone command: draws the panels of {@code grafana/dashboards} by running
 * their own SQL against PostgreSQL, and shows how far the run is.
 */
package io.tweetsentiment.standalone.page;
