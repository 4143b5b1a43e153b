package io.tweetsentiment.standalone.bench.broken.kinds;

/** Where a record enters. */
public enum EntryPoint {
  /** A line of the tweets file. */
  LINE,
  /** A file of tweets as a whole. */
  FILE,
  /** An element of {@code data} in an answer of X. */
  ELEMENT,
  /** An answer of X with a good tweet in it and something odd beside it. */
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
