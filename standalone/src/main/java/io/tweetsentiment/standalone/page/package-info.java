/**
 * The page of the standalone command: it runs the SQL of the panels of {@code grafana/dashboards}
 * against PostgreSQL, draws the panels, and shows the progress of the run.
 */
package io.tweetsentiment.standalone.page;
