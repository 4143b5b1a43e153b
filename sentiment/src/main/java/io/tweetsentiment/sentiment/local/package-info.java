/** Engines that score inside the JVM. */
package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.Engines;







