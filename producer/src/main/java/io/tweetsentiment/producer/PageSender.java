package io.tweetsentiment.producer;

import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.sink.BatchLimits;
import io.tweetsentiment.producer.sink.Envelopes;
import io.tweetsentiment.producer.sink.JsonLines;
import io.tweetsentiment.producer.sink.RecordSink;
import io.tweetsentiment.producer.sink.SequenceNumbers;
import io.tweetsentiment.producer.sink.SinkRecord;
import io.tweetsentiment.producer.x.Decoded;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sends what a page contains, oldest first, and counts it. */
final class PageSender {

  private final BatchLimits limits;
  private final Optional<TweetEncoder> encoder;
  private final RecordSink sink;
  private final DeadLetterLog deadLetters;
  private final Envelopes envelopes;

  /**
   * A sender.
   *
   * @param encoder for Avro; without one, records are lines of JSON
   */
  PageSender(
      BatchLimits limits,
      Optional<TweetEncoder> encoder,
      RecordSink sink,
      DeadLetterLog deadLetters) {
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
    return sendInOrder(oldestFirst(readings), acknowledged);
  }

  /** Sends readings in the order of the list; all are acknowledged when this returns. */
  SentCounts sendInOrder(List<Decoded> readings, SequenceNumbers acknowledged)
      throws InterruptedException {
    List<SinkRecord> records = new ArrayList<>(readings.size());
    SentCounts counts = SentCounts.NONE;
    for (Decoded reading : readings) {
      SinkRecord record = record(reading);
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

  private SinkRecord record(Decoded reading) {
    if (reading instanceof Decoded.Malformed raw) {
      return encoder.isPresent()
          ? envelopes.unusable(raw.key(), raw.reason(), raw.source(), raw.bytes())
          : new SinkRecord(
              raw.key(), JsonLines.malformed(raw.key(), raw.reason(), raw.source(), raw.bytes()));
    }
    Tweet tweet = ((Decoded.Valid) reading).tweet();
    return new SinkRecord(
        tweet.getTweetId(),
        encoder.map(avro -> avro.encode(tweet)).orElseGet(() -> JsonLines.tweet(tweet)));
  }

  /** The beginning of a record that is too large, so that it is counted and dead-lettered too. */
  private SinkRecord oversize(Decoded reading, SinkRecord record) {
    Envelope envelope =
        reading instanceof Decoded.Malformed raw
            ? envelopes.oversize(
                record.key(), record.size(), raw.reason(), raw.source(), raw.bytes())
            : envelopes.oversize(record.key(), record.size(), "", "", record.data());
    deadLetters.add(record, envelope.reason());
    return new SinkRecord(record.key(), envelope.bytes());
  }

  private static SentCounts one(Decoded reading) {
    if (reading instanceof Decoded.Malformed) {
      return new SentCounts(0, 1, 0, 0);
    }
    return reading.isDeletion() ? new SentCounts(0, 0, 1, 0) : new SentCounts(1, 0, 0, 0);
  }
}
