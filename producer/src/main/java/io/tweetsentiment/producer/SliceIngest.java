package io.tweetsentiment.producer;

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

/** Fetches one slice and sends what it holds, oldest first. */
final class SliceIngest {

  private static final Logger log = LoggerFactory.getLogger(SliceIngest.class);
  private static final int BAD_REQUEST = 400;

  private final IngestConfig config;
  private final XClient x;
  private final TweetEncoder encoder;
  private final KinesisSink sink;
  private final Budget budget;
  private final Clock clock;
  private final Complaints complaints;
  private final Wrapping wrapping;

  SliceIngest(
      IngestConfig config,
      XClient x,
      TweetEncoder encoder,
      KinesisSink sink,
      Budget budget,
      Clock clock,
      Complaints complaints) {
    this.config = config;
    this.x = x;
    this.encoder = encoder;
    this.sink = sink;
    this.budget = budget;
    this.clock = clock;
    this.complaints = complaints;
    this.wrapping = new Wrapping(config.kinesis().limits());
  }

  /**
   * What came of a slice.
   *
   * @param whole whether all of it was fetched, so that it may be checkpointed
   * @param checkpoint what Kinesis has acknowledged
   */
  record Result(boolean whole, Checkpoint checkpoint) {}

  /** Fetches and sends; everything is acknowledged when this returns. */
  Result ingest(Slice slice) throws InterruptedException, IOException {
    Fetched fetched = fetch(slice);
    SequenceNumbers acknowledged = new SequenceNumbers();
    Counts counts = send(oldestFirst(fetched.readings()), acknowledged);
    return new Result(
        fetched.whole(),
        new Checkpoint(slice.id(), fetched.tweets(), counts, acknowledged.snapshot()));
  }

  private record Fetched(List<Reading> readings, int tweets, boolean whole) {}

  private Fetched fetch(Slice slice) throws InterruptedException, IOException {
    try {
      return fetchPages(slice);
    } catch (TokenExpired e) {
      log.warn("slice {} is fetched again from its first page: {}", slice.id(), e.getMessage());
      return fetchPages(slice);
    }
  }

  private Fetched fetchPages(Slice slice) throws InterruptedException, IOException {
    List<Reading> readings = new ArrayList<>();
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
        came = page.found().size();
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
    } catch (XRefused e) {
      if (e.status() == BAD_REQUEST && token.isPresent()) {
        throw new TokenExpired(e);
      }
      throw new IngestException(e.getMessage(), e);
    }
  }

  private static Optional<String> next(Slice slice, Optional<String> token, SearchPage page) {
    if (page.nextToken().isPresent() && page.nextToken().equals(token)) {
      throw new IngestException(
          "X gave the same next_token twice for the slice " + slice.id() + "; start again.");
    }
    return page.nextToken();
  }

  private int pageSize(int fetched) {
    int most = config.x().maxResults();
    return config.maxPerSlice() == 0
        ? most
        : Math.max(Budget.SMALLEST_PAGE, Math.min(most, config.maxPerSlice() - fetched));
  }

  /** X gives the newest first and no page of fewer than ten: what is over the limit goes. */
  private List<Reading> newest(List<Reading> readings) {
    if (config.maxPerSlice() == 0) {
      return readings;
    }
    List<Reading> kept = new ArrayList<>();
    int tweets = 0;
    for (Reading reading : readings) {
      if (deletion(reading) || tweets++ < config.maxPerSlice()) {
        kept.add(reading);
      }
    }
    return kept;
  }

  /** Tweets by time; what has no time after them, the deletions last. */
  private static List<Reading> oldestFirst(List<Reading> readings) {
    List<Reading> sorted = new ArrayList<>(readings);
    Collections.reverse(sorted);
    sorted.sort(Comparator.comparing(SliceIngest::time));
    return sorted;
  }

  private static Instant time(Reading reading) {
    return reading instanceof Reading.Read read && !read.tweet().getDeleted()
        ? read.tweet().getCreatedAt()
        : deletion(reading) ? Instant.MAX : Instant.MAX.minusSeconds(1);
  }

  private static boolean deletion(Reading reading) {
    return reading instanceof Reading.Read read && read.tweet().getDeleted();
  }

  private Counts send(List<Reading> readings, SequenceNumbers acknowledged)
      throws InterruptedException {
    List<Outgoing> records = new ArrayList<>(readings.size());
    Counts counts = Counts.NONE;
    for (Reading reading : readings) {
      Outgoing record = record(reading);
      if (config.kinesis().limits().fits(record)) {
        counts = counts.plus(one(reading));
        if (reading instanceof Reading.AsReceived raw) {
          complaints.add(record, raw.reason());
        }
      } else {
        record = oversize(reading, record);
        counts = counts.plus(new Counts(0, 0, 0, 1));
      }
      records.add(record);
    }
    sink.put(records, acknowledged);
    return counts;
  }

  private Outgoing record(Reading reading) {
    if (reading instanceof Reading.AsReceived raw) {
      return wrapping.unusable(raw);
    }
    Tweet tweet = ((Reading.Read) reading).tweet();
    return new Outgoing(tweet.getTweetId(), encoder.encode(tweet));
  }

  /** The beginning of a record that is too large, so that it too ends as a number and a reason. */
  private Outgoing oversize(Reading reading, Outgoing record) {
    Envelope envelope =
        reading instanceof Reading.AsReceived raw
            ? wrapping.oversize(
                record.key(), record.size(), raw.reason(), raw.source(), raw.bytes())
            : wrapping.oversize(record.key(), record.size(), "", "", record.data());
    complaints.add(record, envelope.reason());
    return new Outgoing(record.key(), envelope.bytes());
  }

  private static Counts one(Reading reading) {
    if (reading instanceof Reading.AsReceived) {
      return new Counts(0, 1, 0, 0);
    }
    return deletion(reading) ? new Counts(0, 0, 1, 0) : new Counts(1, 0, 0, 0);
  }

  /** X refuses a page that it has itself announced. */
  private static final class TokenExpired extends IngestException {

    private static final long serialVersionUID = 1L;

    TokenExpired(XRefused cause) {
      super(cause.getMessage(), cause);
    }
  }
}
