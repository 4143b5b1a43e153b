/**
 * The open files of a topic partition: when they are closed, how they are uploaded, and which
 * offsets may be committed.
 */
package io.tweetsentiment.connect.s3.writer;
