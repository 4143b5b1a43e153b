/** A standalone pipeline that runs in a process of its own while a benchmark uses it. */
package io.tweetsentiment.standalone.bench.live;
