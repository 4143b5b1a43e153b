package io.tweetsentiment.standalone.bench.broken.kinds;

/** Where a record enters the pipeline. */
public enum EntryPoint {
  /** A line of the tweets file. */
  LINE,
  /** A file of tweets as a whole. */
  FILE,
  /** An element of {@code data} in a response of X. */
  ELEMENT,
  /** A response of X that contains a good tweet and malformed other members. */
  ANSWER,
  /** A record of the Kinesis stream. */
  KINESIS,
  /** A record of {@code tweets.raw}. */
  RAW,
  /** A record of {@code tweets.sentiment}. */
  SENTIMENT,
  /** An object in the folder of {@code tweets.merged}. */
  OBJECT
}
