/**
 * Objects in S3: their keys, the client, conditional uploads, and the temporary file that holds the
 * bytes of an object until it is uploaded.
 */
package io.tweetsentiment.connect.s3.storage;
