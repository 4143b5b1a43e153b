package io.tweetsentiment.streams.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Marks the sentiments of a process in a header. A process has joined its own sentiments already,
 * in the transaction that published them, so it skips them without decoding them. After a restart
 * it is another sender, and looks the older ones up like those of other scorers.
 */
public final class SentimentSender {

  /** The process that published a sentiment. */
  public static final String HEADER = "sent.by";

  private final byte[] id;

  private SentimentSender(byte[] id) {
    this.id = id;
  }

  /** A sender that differs from all others. */
  public static SentimentSender random() {
    return new SentimentSender(UUID.randomUUID().toString().getBytes(US_ASCII));
  }

  /**
   * The headers of a sentiment of this sender.
   *
   * @param arrived arrival time of its tweet, milliseconds since the epoch
   */
  public Headers headers(long arrived) {
    return TweetArrivalExtractor.header(arrived).add(HEADER, id);
  }

  /** Whether a record is from this sender. */
  boolean sent(Headers headers) {
    Header sender = headers.lastHeader(HEADER);
    return sender != null && Arrays.equals(id, sender.value());
  }
}
