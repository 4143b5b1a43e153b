package io.tweetsentiment.standalone;

/** Names that the streams app gives to what it makes in Kafka. */
final class StreamsNames {

  /** Its application id: its consumer group and the prefix of its own topics. */
  static final String GROUP = "tweet-sentiment";

  private StreamsNames() {}
}
