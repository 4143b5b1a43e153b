package io.tweetsentiment.streams.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Puts sentiments in line with the tweets: at when the tweet arrived, which a header tells. Of
 * several sources a task takes the record with the least time first. A sentiment is always younger
 * than what is left of a backlog, so by its own timestamp it would wait until all of that is read;
 * by its tweet's it is joined as soon as it is there. A sentiment without the header, or with a
 * senseless one, stands where its own timestamp puts it.
 */
public final class TweetArrival implements TimestampExtractor {

  /** Arrival time of the tweet, milliseconds since the epoch, in decimal digits. */
  public static final String HEADER = "tweet.arrived";

  private static final int MOST_DIGITS = 18;

  private final ArrivalTime own = new ArrivalTime();

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
