package io.tweetsentiment.producer;

import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.kinesis.Envelopes;
import io.tweetsentiment.producer.kinesis.KinesisRecord;
import io.tweetsentiment.producer.kinesis.KinesisSink;
import io.tweetsentiment.producer.kinesis.SequenceNumbers;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.x.Decoded;
import io.tweetsentiment.producer.x.SearchPage;
import io.tweetsentiment.producer.x.TweetReader;
import io.tweetsentiment.producer.x.XClient;
import io.tweetsentiment.producer.x.XConfig;
import io.tweetsentiment.producer.x.XRefusedException;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Envelope;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches one slice and sends its tweets, oldest first. */
final class SliceIngest {

  private static final Logger log = LoggerFactory.getLogger(SliceIngest.class);
  private static final int BAD_REQUEST = 400;

  private final IngestConfig config;
  private final XClient x;
  private final TweetEncoder encoder;
  private final KinesisSink sink;
  private final TweetLimit budget;
  private final Clock clock;
  private final DeadLetterLog deadLetters;
  private final Envelopes envelopes;

  SliceIngest(
      IngestConfig config,
      XClient x,
      TweetEncoder encoder,
      KinesisSink sink,
      TweetLimit budget,
      Clock clock,
      DeadLetterLog deadLetters) {
    this.config = config;
    this.x = x;
    this.encoder = encoder;
    this.sink = sink;
    this.budget = budget;
    this.clock = clock;
    this.deadLetters = deadLetters;
    this.envelopes = new Envelopes(config.kinesis().limits());
  }

  /**
   * The result of a slice.
   *
   * @param whole whether all of it was fetched, so that it may be checkpointed
   * @param checkpoint what Kinesis has acknowledged
   */
  record Result(boolean whole, Checkpoint checkpoint) {}

  /** Fetches and sends a slice; everything is acknowledged when this returns. */
  Result ingest(Slice slice) throws InterruptedException, IOException {
    Fetched fetched = fetch(slice);
    SequenceNumbers acknowledged = new SequenceNumbers();
    SentCounts counts = send(oldestFirst(fetched.readings()), acknowledged);
    return new Result(
        fetched.whole(),
        new Checkpoint(slice.id(), fetched.tweets(), counts, acknowledged.snapshot()));
  }

  private record Fetched(List<Decoded> readings, int tweets, boolean whole) {}

  private Fetched fetch(Slice slice) throws InterruptedException, IOException {
    try {
      return fetchPages(slice);
    } catch (TokenExpiredException e) {
      log.warn("slice {} is fetched again from its first page: {}", slice.id(), e.getMessage());
      return fetchPages(slice);
    }
  }

  private Fetched fetchPages(Slice slice) throws InterruptedException, IOException {
    List<Decoded> readings = new ArrayList<>();
    int tweets = 0;
    Optional<String> token = Optional.empty();
    do {
      int granted = budget.take(pageSize(tweets));
      if (granted == 0) {
        return new Fetched(readings, tweets, false);
      }
      int came = 0;
      try {
        SearchPage page = page(slice, token, granted);
        came = page.elements().size();
        tweets += came;
        readings.addAll(TweetReader.read(page, slice.topic(), clock.instant()));
        token = next(slice, token, page);
      } finally {
        budget.settle(granted, came);
      }
    } while (token.isPresent() && (config.maxPerSlice() == 0 || tweets < config.maxPerSlice()));
    return new Fetched(newest(readings), tweets, true);
  }

  private SearchPage page(Slice slice, Optional<String> token, int size)
      throws InterruptedException {
    try {
      return x.search(slice, config.queries().get(slice.topic()), token, size);
    } catch (XRefusedException e) {
      if (e.status() == BAD_REQUEST && token.isPresent()) {
        throw new TokenExpiredException(e);
      }
      throw e;
    }
  }

  private static Optional<String> next(Slice slice, Optional<String> token, SearchPage page) {
    if (page.nextToken().isPresent() && page.nextToken().equals(token)) {
      throw new IngestException(
          "X returned the same next_token twice for the slice "
              + slice.id()
              + ". Run the same command again.");
    }
    return page.nextToken();
  }

  private int pageSize(int fetched) {
    int most = config.x().maxResults();
    return config.maxPerSlice() == 0
        ? most
        : Math.max(XConfig.SMALLEST_PAGE, Math.min(most, config.maxPerSlice() - fetched));
  }

  /** Drops what exceeds the limit: X sends the newest first and at least ten a page. */
  private List<Decoded> newest(List<Decoded> readings) {
    if (config.maxPerSlice() == 0) {
      return readings;
    }
    List<Decoded> kept = new ArrayList<>();
    int tweets = 0;
    for (Decoded reading : readings) {
      if (deletion(reading) || tweets++ < config.maxPerSlice()) {
        kept.add(reading);
      }
    }
    return kept;
  }

  /** Tweets in order of time, then elements without a time, then deletions. */
  private static List<Decoded> oldestFirst(List<Decoded> readings) {
    List<Decoded> sorted = new ArrayList<>(readings);
    Collections.reverse(sorted);
    sorted.sort(Comparator.comparing(SliceIngest::time));
    return sorted;
  }

  private static Instant time(Decoded reading) {
    return reading instanceof Decoded.Valid read && !read.tweet().getDeleted()
        ? read.tweet().getCreatedAt()
        : deletion(reading) ? Instant.MAX : Instant.MAX.minusSeconds(1);
  }

  private static boolean deletion(Decoded reading) {
    return reading instanceof Decoded.Valid read && read.tweet().getDeleted();
  }

  private SentCounts send(List<Decoded> readings, SequenceNumbers acknowledged)
      throws InterruptedException {
    List<KinesisRecord> records = new ArrayList<>(readings.size());
    SentCounts counts = SentCounts.NONE;
    for (Decoded reading : readings) {
      KinesisRecord record = record(reading);
      if (config.kinesis().limits().fits(record)) {
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
    return deletion(reading) ? new SentCounts(0, 0, 1, 0) : new SentCounts(1, 0, 0, 0);
  }

  /** X refuses a page whose token it has issued. */
  private static final class TokenExpiredException extends IngestException {

    private static final long serialVersionUID = 1L;

    TokenExpiredException(XRefusedException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
