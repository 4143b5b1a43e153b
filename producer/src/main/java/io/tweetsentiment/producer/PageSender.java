package io.tweetsentiment.producer;

import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.kinesis.BatchLimits;
import io.tweetsentiment.producer.kinesis.Envelopes;
import io.tweetsentiment.producer.kinesis.KinesisRecord;
import io.tweetsentiment.producer.kinesis.KinesisSink;
import io.tweetsentiment.producer.kinesis.SequenceNumbers;
import io.tweetsentiment.producer.x.Decoded;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Sends what a page contains, oldest first, and counts it. */
final class PageSender {

  private final BatchLimits limits;
  private final TweetEncoder encoder;
  private final KinesisSink sink;
  private final DeadLetterLog deadLetters;
  private final Envelopes envelopes;

  PageSender(
      BatchLimits limits, TweetEncoder encoder, KinesisSink sink, DeadLetterLog deadLetters) {
    this.limits = limits;
    this.encoder = encoder;
    this.sink = sink;
    this.deadLetters = deadLetters;
    this.envelopes = new Envelopes(limits);
  }

  /**
   * Sends a page; all of it is acknowledged when this returns.
   *
   * @param readings in the order of the page
   * @param acknowledged receives the sequence numbers
   * @return what was sent
   */
  SentCounts send(List<Decoded> readings, SequenceNumbers acknowledged)
      throws InterruptedException {
    List<KinesisRecord> records = new ArrayList<>(readings.size());
    SentCounts counts = SentCounts.NONE;
    for (Decoded reading : oldestFirst(readings)) {
      KinesisRecord record = record(reading);
      if (limits.fits(record)) {
        counts = counts.plus(one(reading));
        if (reading instanceof Decoded.Malformed raw) {
          deadLetters.add(record, raw.reason());
        }
      } else {
        record = oversize(reading, record);
        counts = counts.plus(new SentCounts(0, 0, 0, 1));
      }
      records.add(record);
    }
    sink.put(records, acknowledged);
    return counts;
  }

  /** Tweets in order of time, then elements without a time, then deletions. */
  private static List<Decoded> oldestFirst(List<Decoded> readings) {
    List<Decoded> sorted = new ArrayList<>(readings);
    Collections.reverse(sorted);
    sorted.sort(Comparator.comparing(PageSender::time));
    return sorted;
  }

  private static Instant time(Decoded reading) {
    return reading instanceof Decoded.Valid read && !read.tweet().getDeleted()
        ? read.tweet().getCreatedAt()
        : reading.isDeletion() ? Instant.MAX : Instant.MAX.minusSeconds(1);
  }

  private KinesisRecord record(Decoded reading) {
    if (reading instanceof Decoded.Malformed raw) {
      return envelopes.unusable(raw.key(), raw.reason(), raw.source(), raw.bytes());
    }
    Tweet tweet = ((Decoded.Valid) reading).tweet();
    return new KinesisRecord(tweet.getTweetId(), encoder.encode(tweet));
  }

  /** The beginning of a record that is too large, so that it is counted and dead-lettered too. */
  private KinesisRecord oversize(Decoded reading, KinesisRecord record) {
    Envelope envelope =
        reading instanceof Decoded.Malformed raw
            ? envelopes.oversize(
                record.key(), record.size(), raw.reason(), raw.source(), raw.bytes())
            : envelopes.oversize(record.key(), record.size(), "", "", record.data());
    deadLetters.add(record, envelope.reason());
    return new KinesisRecord(record.key(), envelope.bytes());
  }

  private static SentCounts one(Decoded reading) {
    if (reading instanceof Decoded.Malformed) {
      return new SentCounts(0, 1, 0, 0);
    }
    return reading.isDeletion() ? new SentCounts(0, 0, 1, 0) : new SentCounts(1, 0, 0, 0);
  }
}
