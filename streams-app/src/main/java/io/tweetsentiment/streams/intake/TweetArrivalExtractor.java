package io.tweetsentiment.streams.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Returns, for a sentiment, the time when its tweet arrived, which is in a header. A task with
 * several sources reads the record with the smallest timestamp first. A sentiment is always newer
 * than the tweets of a backlog, so with its own timestamp it would wait until the whole backlog is
 * read; with that of its tweet it is joined at once. For a sentiment without a valid header this
 * extractor returns the sentiment's own timestamp.
 */
public final class TweetArrivalExtractor implements TimestampExtractor {

  /** Arrival time of the tweet, milliseconds since the epoch, in decimal digits. */
  public static final String HEADER = "tweet.arrived";

  private static final int MOST_DIGITS = 18;

  private final ArrivalTimeExtractor own = new ArrivalTimeExtractor();

  public static Headers header(long arrived) {
    return new RecordHeaders().add(HEADER, Long.toString(arrived).getBytes(US_ASCII));
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    Header header = record.headers().lastHeader(HEADER);
    long arrived = header == null ? -1 : number(header.value());
    return arrived >= 0 ? arrived : own.extract(record, partitionTime);
  }

  private static long number(byte[] digits) {
    if (digits == null || digits.length == 0 || digits.length > MOST_DIGITS) {
      return -1;
    }
    long number = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }
}
