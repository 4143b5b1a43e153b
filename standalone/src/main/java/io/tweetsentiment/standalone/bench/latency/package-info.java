/** Measures how long a tweet takes from Kinesis until it is part of a published aggregate. */
package io.tweetsentiment.standalone.bench.latency;
