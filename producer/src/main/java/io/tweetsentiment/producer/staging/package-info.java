/** Pages as X sent them, kept so that they need not be paid for again. */
package io.tweetsentiment.producer.staging;
