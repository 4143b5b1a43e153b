package io.tweetsentiment.producer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.x.Decoded;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.TweetObject;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bluesky's posts as they are written, over Jetstream. The position is the time of the last event
 * in microseconds, which both generations of the protocol take as a cursor and which means the same
 * at every server.
 */
public final class JetstreamSource implements PostSource {

  private static final Logger log = LoggerFactory.getLogger(JetstreamSource.class);
  private static final int BATCH = 500;
  private static final Duration GAP = Duration.ofMinutes(1);

  /** Servers keep about 36 hours. */
  private static final Duration KEPT = Duration.ofHours(36);

  /** A server that keeps less than that is asked for so much less. */
  private static final Duration STEP = Duration.ofHours(1);

  /** What is taken is remembered for longer than it is read again. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private static final Duration SKIPPED = Duration.ofSeconds(1);
  private static final int MOST_UNREADABLE = 1_000;
  private static final int SHOWN = 200;

  private final StreamConfig config;
  private final Map<String, String> queries;
  private final Map<String, Keywords> topics = new LinkedHashMap<>();
  private final Path sentFile;
  private final Optional<Instant> from;
  private final Optional<Instant> to;
  private final HttpClient http;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * A connection to Jetstream.
   *
   * @param queries query by topic, see {@link Keywords}
   * @param sentFile keeps the ids of the posts that were sent
   * @param from where the first start begins; empty for now
   * @param to where the run ends; empty for never
   */
  public JetstreamSource(
      StreamConfig config,
      Map<String, String> queries,
      Path sentFile,
      Optional<Instant> from,
      Optional<Instant> to,
      HttpClient http,
      Clock clock,
      Sleeper sleeper) {
    this.config = config;
    this.queries = new TreeMap<>(queries);
    queries.forEach((topic, query) -> topics.put(topic, Keywords.of(query)));
    this.sentFile = sentFile;
    this.from = from;
    this.to = to;
    this.http = http;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @Override
  public String name() {
    return "jetstream";
  }

  @Override
  public String search() {
    List<String> words = new ArrayList<>(List.of(Integer.toString(queries.size())));
    queries.forEach((topic, query) -> words.addAll(List.of(topic, query)));
    words.addAll(config.languages());
    return Search.of(words);
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public void read(Optional<String> position, Receiver receiver)
      throws IOException, InterruptedException {
    StreamPlace place = new StreamPlace(position, from, to, config.overlap());
    check(position, place);
    if (place.isBehind()) {
      return;
    }
    try (SentPosts sent = SentPosts.open(sentFile)) {
      new Session(receiver, sent, place).run();
    }
  }

  private void check(Optional<String> position, StreamPlace place) {
    Instant now = clock.instant();
    if (from.isPresent() && from.get().isAfter(now)) {
      throw new SettingsException(
          "from is " + from.get() + ", which is still to come. Leave it out to begin now.");
    }
    if (position.isEmpty()) {
      if (from.isEmpty() && to.isPresent() && !to.get().isAfter(now)) {
        throw new SettingsException(
            "to is " + to.get() + ", which is past, and from is not set. Set from, or a later to.");
      }
      return;
    }
    Instant reached = StreamPlace.instant(place.reached());
    if (place.isBehind()) {
      log.warn(
          "an earlier start came to {}, which is not before --to {}; --reset begins again",
          reached,
          to.orElseThrow());
    } else {
      log.info(
          "goes on at {}, where an earlier start came to; --from is of the first start", reached);
    }
  }

  /** How a connection ended. */
  private record Lost(Why why, String reason) {

    enum Why {
      /** It could not be opened, it was cut, or nothing came any more. */
      QUIET,
      /** The server ended it and said why. */
      REFUSED,
      /** The server sent what is no frame. */
      MALFORMED
    }
  }

  /** All connections of one start. */
  private final class Session {

    private final Receiver receiver;
    private final SentPosts sent;
    private final StreamPlace place;
    private final RecentEvents recent;
    private final JetstreamClient client = new JetstreamClient(config, http);
    private final List<Item> batch = new ArrayList<>();
    private final Set<SentPosts.Post> posts = new LinkedHashSet<>();
    private boolean worked;
    private int failures;
    private final Map<Lost.Why, Integer> ends = new EnumMap<>(Lost.Why.class);
    private int unreadable;
    private boolean ended;

    Session(Receiver receiver, SentPosts sent, StreamPlace place) {
      this.receiver = receiver;
      this.sent = sent;
      this.place = place;
      this.recent = new RecentEvents(config.overlap().plus(REMEMBERED));
    }

    void run() throws IOException, InterruptedException {
      while (!ended) {
        long before = place.seen();
        Lost lost;
        try (JetstreamConnection connection = client.connect(place.cursor(), worked)) {
          lost = consume(connection);
        } catch (JetstreamClient.CursorTooOldException e) {
          skipWhatIsGone(e.getMessage());
          continue;
        } catch (IOException e) {
          if (e instanceof WriteFailedException) {
            throw e;
          }
          lost = new Lost(Lost.Why.QUIET, e.getMessage());
        }
        flush();
        if (!ended) {
          count(lost, place.seen() > before);
          await(lost);
        }
      }
    }

    private void skipWhatIsGone(String reason) {
      Instant now = clock.instant();
      long begin =
          Math.max(StreamPlace.micros(now.minus(KEPT)), place.cursor() + STEP.toNanos() / 1_000);
      if (begin > StreamPlace.micros(now)) {
        throw new IngestException(
            "Jetstream calls every time too old, even "
                + StreamPlace.instant(place.cursor())
                + ": "
                + reason
                + ". Check the clock of this machine, or try another server (jetstream.url).");
      }
      log.warn(
          "the server no longer has what was between {} and {}: posts of this time are missing",
          StreamPlace.instant(place.cursor()),
          StreamPlace.instant(begin));
      place.moveTo(begin);
    }

    /** Reads a connection until it is lost, or the run has ended. */
    private Lost consume(JetstreamConnection connection)
        throws IOException, InterruptedException, JetstreamClient.CursorTooOldException {
      long asked = place.reached();
      boolean first = true;
      Instant heard = clock.instant();
      Instant flushed = heard;
      while (!ended) {
        Optional<String> frame;
        try {
          frame = connection.next(config.interval());
        } catch (IOException e) {
          boolean malformed = e instanceof ProtocolException;
          return new Lost(malformed ? Lost.Why.MALFORMED : Lost.Why.QUIET, e.getMessage());
        }
        Instant now = clock.instant();
        if (frame.isPresent()) {
          heard = now;
          long before = place.reached();
          Optional<String> refused = take(frame.get(), now);
          if (refused.isPresent()) {
            return new Lost(Lost.Why.REFUSED, refused.get());
          }
          if (first && place.reached() > before) {
            first = false;
            tellGap(asked, place.reached());
          }
        } else if (Duration.between(heard, now).compareTo(config.silence()) >= 0) {
          return new Lost(
              Lost.Why.QUIET, "no event came for " + config.silence() + " (jetstream.silence)");
        }
        boolean due = Duration.between(flushed, now).compareTo(config.interval()) >= 0;
        if (ended || due || batch.size() >= BATCH) {
          flush();
          flushed = now;
        }
      }
      return new Lost(Lost.Why.QUIET, "");
    }

    private void tellGap(long asked, long first) {
      if (asked > 0 && first - asked > GAP.toNanos() / 1_000) {
        log.warn(
            "no event between {} and {}: posts of this time are missing if the server no longer has"
                + " it; servers keep about {}",
            StreamPlace.instant(asked),
            StreamPlace.instant(first),
            KEPT);
      }
    }

    /** Takes a frame; returns why the server ends the connection, if it does. */
    private Optional<String> take(String frame, Instant now)
        throws JetstreamClient.CursorTooOldException {
      JetstreamEvent event;
      try {
        event = JetstreamFrame.read(frame);
        unreadable = 0;
      } catch (JetstreamFrame.UnreadableException e) {
        unreadable(frame, e.getMessage());
        return Optional.empty();
      }
      if (event instanceof JetstreamEvent.Refused refused) {
        if (refused.error().equals(JetstreamClient.TOO_OLD) && place.cursor() > 0) {
          throw new JetstreamClient.CursorTooOldException(refused.message());
        }
        return Optional.of("the server ended it: " + refused.error() + " " + refused.message());
      }
      if (event instanceof JetstreamEvent.Notice notice) {
        log.warn("Jetstream says: {} {}", notice.name(), notice.message());
        return Optional.empty();
      }
      switch (place.pass(event.micros(), now)) {
        case END -> ended = true;
        case WITHIN -> take(event);
        case OUTSIDE -> {
          // Nothing of it is sent.
        }
      }
      return Optional.empty();
    }

    private void unreadable(String frame, String reason) {
      String hash = Fingerprint.ofReceived(frame);
      if (recent.add(hash, place.reached())) {
        unreadable++;
        add(new Decoded.Malformed(hash, frame.getBytes(UTF_8), reason, "jetstream"));
      }
      if (unreadable >= MOST_UNREADABLE) {
        throw new IngestException(
            MOST_UNREADABLE
                + " frames in a row cannot be read, the last one because "
                + reason
                + ". The protocol seems to have changed: try another server (jetstream.url) or a"
                + " newer version.");
      }
    }

    private void take(JetstreamEvent event) {
      if (event instanceof JetstreamEvent.Written post) {
        written(post);
      } else if (event instanceof JetstreamEvent.Deleted deleted) {
        if (sent.contains(deleted.uri()) || isWaiting(deleted.uri())) {
          delete(deleted.uri(), null, deleted.micros());
        }
      } else if (event instanceof JetstreamEvent.AccountDeleted account) {
        // What waits must be in the file, where its author is looked up.
        sent.add(posts);
        for (String uri : sent.of(account.did())) {
          delete(uri, null, account.micros());
        }
      }
    }

    private boolean isWaiting(String uri) {
      return posts.stream().anyMatch(post -> post.uri().equals(uri));
    }

    private void written(JetstreamEvent.Written post) {
      String text = PostReader.text(post.record());
      boolean wanted = text != null && speaks(post);
      topics.forEach(
          (topic, keywords) -> {
            if (wanted && keywords.match(text)) {
              write(post, topic);
            } else if (post.edit() && isSent(post, topic)) {
              // An edit took the post out of the topic.
              delete(post.uri(), topic, post.micros());
            }
          });
    }

    private boolean isSent(JetstreamEvent.Written post, String topic) {
      return sent.contains(post.uri(), topic)
          || posts.contains(new SentPosts.Post(post.did(), post.rkey(), topic));
    }

    private boolean speaks(JetstreamEvent.Written post) {
      return config.languages().isEmpty()
          || PostReader.languages(post.record()).stream().anyMatch(config.languages()::contains);
    }

    private void write(JetstreamEvent.Written post, String topic) {
      String event = post.uri() + " " + post.cid() + " " + post.micros() + " " + topic;
      if (!recent.add(event, place.reached())) {
        return;
      }
      if (!TweetObject.usable(post.uri())) {
        add(
            new Decoded.Malformed(
                Fingerprint.ofReceived(post.uri()),
                post.record().toString().getBytes(UTF_8),
                "the id is too long: " + post.uri().substring(0, SHOWN) + "...",
                "jetstream"));
        return;
      }
      add(new Decoded.Valid(PostReader.tweet(post, topic)));
      posts.add(new SentPosts.Post(post.did(), post.rkey(), topic));
    }

    private void delete(String uri, String topic, long micros) {
      String event = uri + " deleted " + micros + " " + topic;
      if (recent.add(event, place.reached())) {
        add(new Decoded.Valid(PostReader.deletion(uri, topic, micros)));
      }
    }

    private void add(Decoded reading) {
      batch.add(new Item(reading, Long.toString(place.reached())));
    }

    private void flush() throws IOException, InterruptedException {
      if (place.reached() == 0 && batch.isEmpty()) {
        return;
      }
      sent.add(posts);
      posts.clear();
      List<Item> items = List.copyOf(batch);
      batch.clear();
      try {
        if (!receiver.take(items, Long.toString(place.reached()))) {
          ended = true;
        }
      } catch (IOException e) {
        throw new WriteFailedException(e);
      }
    }

    /** Counts connections since the last new event, and how they ended. */
    private void count(Lost lost, boolean moved) {
      if (moved) {
        worked = true;
        failures = 0;
        ends.clear();
      }
      failures++;
      ends.merge(lost.why(), 1, Integer::sum);
    }

    private int ended(Lost.Why why) {
      return ends.getOrDefault(why, 0);
    }

    private void await(Lost lost) throws InterruptedException {
      int most = config.retry().attempts();
      if (!worked && failures >= most) {
        throw new IngestException(
            "Jetstream cannot be reached: "
                + lost.reason()
                + ". Check jetstream.url ("
                + config.jetstream()
                + ") and the network.");
      }
      if (ended(Lost.Why.REFUSED) >= most) {
        throw new IngestException(
            most
                + " connections (jetstream.attempts) brought nothing new: "
                + lost.reason()
                + ". Remove the cause, then run the same command again: it goes on at "
                + StreamPlace.instant(place.reached())
                + ".");
      }
      if (ended(Lost.Why.MALFORMED) >= most) {
        skipWhatBreaks(lost.reason());
      }
      Duration delay = config.retry().delay(failures);
      log.warn(
          "the connection to Jetstream is lost, the next one is in {}: {}", delay, lost.reason());
      sleeper.sleep(delay);
    }

    /** Every connection breaks at the same place, so something there cannot be read. */
    private void skipWhatBreaks(String reason) {
      int broken = ended(Lost.Why.MALFORMED);
      long seen = place.seen();
      Duration skipped =
          SKIPPED.multipliedBy(1L << Math.min(broken - config.retry().attempts(), 12));
      long behind = seen + skipped.toNanos() / 1_000;
      log.error(
          "{} connections broke behind {}: {}. What is before {} is skipped.",
          broken,
          StreamPlace.instant(seen),
          reason,
          StreamPlace.instant(behind));
      place.moveTo(behind);
    }
  }

  /** What was read cannot be recorded: another connection would not help. */
  private static final class WriteFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    WriteFailedException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
