/** How failures are retried, and the exception that ends a run. */
package io.tweetsentiment.producer.failure;
