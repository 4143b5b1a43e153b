/**
 * The kinds of broken records. Each kind is one line of the class that is named after the place
 * where such records enter.
 */
package io.tweetsentiment.standalone.bench.broken.kinds;
