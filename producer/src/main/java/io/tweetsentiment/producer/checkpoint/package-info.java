/** Where finished slices are recorded, in a file or in S3, and which run they belong to. */
package io.tweetsentiment.producer.checkpoint;
