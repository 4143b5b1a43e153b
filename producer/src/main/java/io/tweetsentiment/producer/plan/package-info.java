/** How a run is cut into slices of time. Pure functions and values. */
package io.tweetsentiment.producer.plan;
