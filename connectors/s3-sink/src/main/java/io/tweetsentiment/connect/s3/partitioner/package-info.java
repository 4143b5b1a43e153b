/** Partitioners: the path of a record in the bucket, and the time on which the path depends. */
package io.tweetsentiment.connect.s3.partitioner;
