package io.tweetsentiment.producer;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.cost.Budget;
import io.tweetsentiment.producer.cost.PagePrice;
import io.tweetsentiment.producer.failure.LimitReachedException;
import io.tweetsentiment.producer.failure.SliceFailedException;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.sink.SequenceNumbers;
import io.tweetsentiment.producer.staging.Staging;
import io.tweetsentiment.producer.x.Decoded;
import io.tweetsentiment.producer.x.SearchPage;
import io.tweetsentiment.producer.x.TweetReader;
import io.tweetsentiment.producer.x.XClient;
import io.tweetsentiment.producer.x.XConfig;
import io.tweetsentiment.producer.x.XRefusedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one slice page by page, the newest first as X sends them. Each page is sent and recorded
 * with the token of the next one before that is requested.
 */
final class SliceIngest {

  private static final Logger log = LoggerFactory.getLogger(SliceIngest.class);

  /** So often the pages of a slice are paid again, over all starts, because X lost their token. */
  private static final int MOST_REFETCHES = 3;

  private final IngestConfig config;
  private final XClient x;
  private final PageSender sender;
  private final Budget budget;
  private final Clock clock;
  private final PagePrice price;
  private final Staging staging;
  private final Landing landing;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  SliceIngest(
      IngestConfig config,
      XClient x,
      PageSender sender,
      Budget budget,
      Staging staging,
      Landing landing,
      Clock clock) {
    this.landing = landing;
    this.staging = staging;
    this.config = config;
    this.x = x;
    this.sender = sender;
    this.budget = budget;
    this.clock = clock;
    this.price = config.pagePrice();
  }

  /** How a worker leaves a slice. */
  enum Left {
    /** All of it is sent. */
    COMPLETE,
    /** A limit of the run is reached. */
    AT_LIMIT,
    /** X no longer finds the start of the slice. */
    BEHIND_HORIZON
  }

  /**
   * Fetches and sends the pages that are left of a slice.
   *
   * @param progress receives each page when the sink has acknowledged it
   */
  Left ingest(Slice slice, SliceProgress progress) throws InterruptedException, IOException {
    if (!config.staging().replays()) {
      x.awaitIndexing(slice.span());
    }
    while (!progress.current().isDone()) {
      if (!config.staging().replays() && config.leavesOut(slice, x.now())) {
        return Left.BEHIND_HORIZON;
      }
      try {
        if (!page(slice, progress)) {
          return Left.AT_LIMIT;
        }
      } catch (TokenExpiredException e) {
        Checkpoint known = progress.current();
        if (known.refetches() >= MOST_REFETCHES) {
          throw new SliceFailedException(
              String.format(
                  "X refused the token of a page for the %dth time; the pages are not paid again."
                      + " Fetch the time of this slice with another checkpoint.file and a shorter"
                      + " freq: X said: %s",
                  known.refetches() + 1, e.getMessage()),
              e);
        }
        log.warn(
            "slice {}: X no longer accepts the token of page {} ({}); its {} pages with {} tweets"
                + " are fetched again",
            slice.id(),
            known.pages() + 1,
            e.getMessage(),
            known.pages(),
            known.counts().tweets());
        progress.again();
      }
    }
    return Left.COMPLETE;
  }

  /** The current time of X. */
  Instant now() {
    return x.now();
  }

  /** Fetches, sends and records the next page; returns false when a limit is reached. */
  private boolean page(Slice slice, SliceProgress progress)
      throws InterruptedException, IOException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the run is stopping");
    }
    try {
      return whole(slice, progress);
    } finally {
      landing.end();
    }
  }

  private boolean whole(Slice slice, SliceProgress progress)
      throws InterruptedException, IOException {
    Checkpoint known = progress.current();
    int kept = Math.toIntExact(elements(known.counts()));
    int granted = budget.take(pageSize(kept));
    if (granted == 0) {
      return false;
    }
    SearchPage page;
    try (PageMeter meter = new PageMeter(budget, granted)) {
      page = search(slice, Optional.ofNullable(known.next()), meter, progress);
    } catch (LimitReachedException e) {
      return false;
    }
    List<Decoded> readings = newest(TweetReader.read(page, slice.topic(), clock.instant()), kept);
    SequenceNumbers acknowledged = new SequenceNumbers();
    acknowledged.addAll(known.acknowledged());
    SentCounts sent = sender.send(readings, acknowledged);
    progress.save(
        known.page(
            page.elements().size(),
            sent,
            acknowledged.snapshot(),
            next(slice, known, page, sent),
            errors(slice, page),
            clock.instant()));
    return true;
  }

  /** The errors beside the tweets; the first one of each kind is logged. */
  private Map<String, Long> errors(Slice slice, SearchPage page) {
    Map<String, Long> kinds = page.errorKinds();
    kinds.keySet().stream()
        .filter(seen::add)
        .forEach(
            kind ->
                log.warn(
                    "X reports errors of the kind {} beside the tweets of slice {}, the first: {}"
                        + " (others of this kind are only counted)",
                    kind,
                    slice.id(),
                    page.errors().get(0)));
    return kinds;
  }

  private SearchPage search(
      Slice slice, Optional<String> token, PageMeter meter, SliceProgress progress)
      throws InterruptedException, IOException {
    int number = progress.current().pages();
    if (config.staging().replays()) {
      return staged(slice, number);
    }
    try {
      return x.search(
          slice,
          token,
          meter.size(),
          meter,
          (page, parameters, body) -> {
            landing.begin();
            // Paid for, also when it cannot be kept.
            meter.came(price.of(page.elements().size(), page.tweets().size(), page.users().size()));
            staging.keep(slice, number, parameters, clock.instant(), body);
          });
    } catch (XRefusedException e) {
      if (token.isPresent() && e.refusesPage()) {
        throw new TokenExpiredException(e);
      }
      throw e;
    }
  }

  /** A page that was kept. */
  private SearchPage staged(Slice slice, int number) throws IOException {
    Optional<byte[]> body = staging.page(slice, number);
    try {
      return SearchPage.parseWhole(
          body.orElseThrow(
              () ->
                  new SliceFailedException(
                      "page " + (number + 1) + " of the slice " + slice.id() + " was not kept.")));
    } catch (JsonProcessingException e) {
      throw new SliceFailedException(
          "page " + (number + 1) + " of the slice " + slice.id() + " cannot be read: " + e, e);
    }
  }

  /** The token of the next page; empty when the slice has no more, or has enough. */
  private Optional<String> next(Slice slice, Checkpoint known, SearchPage page, SentCounts sent) {
    if (page.nextToken().isPresent() && page.nextToken().get().equals(known.next())) {
      throw new SliceFailedException(
          "X returned the same next_token twice for the slice " + slice.id() + ".");
    }
    long kept = elements(known.counts()) + elements(sent);
    return page.nextToken()
        .filter(token -> config.maxPerSlice() == 0 || kept < config.maxPerSlice());
  }

  private static long elements(SentCounts counts) {
    return counts.tweets() + counts.malformed() + counts.oversize();
  }

  private int pageSize(int kept) {
    int most = config.x().maxResults();
    return config.maxPerSlice() == 0
        ? most
        : Math.max(XConfig.SMALLEST_PAGE, Math.min(most, config.maxPerSlice() - kept));
  }

  /**
   * Drops what exceeds the limit of the slice: X sends the newest first and at least ten a page.
   *
   * @param kept number of elements of earlier pages
   */
  private List<Decoded> newest(List<Decoded> readings, int kept) {
    if (config.maxPerSlice() == 0) {
      return readings;
    }
    List<Decoded> newest = new ArrayList<>();
    int elements = kept;
    for (Decoded reading : readings) {
      if (reading.isDeletion() || elements++ < config.maxPerSlice()) {
        newest.add(reading);
      }
    }
    return newest;
  }

  /** X refuses a page whose token it has issued. */
  private static final class TokenExpiredException extends SliceFailedException {

    private static final long serialVersionUID = 1L;

    TokenExpiredException(XRefusedException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
