/** What a run costs, before and while it runs, and the limits that it keeps. */
package io.tweetsentiment.producer.cost;
