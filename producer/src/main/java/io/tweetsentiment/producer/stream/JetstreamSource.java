package io.tweetsentiment.producer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.x.Decoded;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.TweetObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final Duration CONNECTING = Duration.ofSeconds(30);
  private static final Duration GAP = Duration.ofMinutes(1);

  /** Servers keep about 36 hours. */
  private static final Duration KEPT = Duration.ofHours(36);

  private static final int SHOWN = 200;

  private final StreamConfig config;
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
  public void read(Optional<String> position, Receiver receiver)
      throws IOException, InterruptedException {
    try (SentPosts sent = SentPosts.open(sentFile)) {
      long reached =
          position
              .map(Long::parseLong)
              .orElseGet(() -> from.map(JetstreamSource::micros).orElse(0L));
      new Session(receiver, sent, reached).run();
    }
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The address of a connection that begins at a time, 0 for now. */
  URI address(long cursor) {
    String parameters =
        config.secondGeneration()
            ? "kinds=commit&kinds=account&collections=" + JetstreamFrame.POSTS
            : "wantedCollections=" + JetstreamFrame.POSTS;
    return URI.create(
        config.jetstream() + "?" + parameters + (cursor > 0 ? "&cursor=" + cursor : ""));
  }

  /** All connections of one start. */
  private final class Session {

    private final Receiver receiver;
    private final SentPosts sent;
    private final List<Item> batch = new ArrayList<>();
    private final List<SentPosts.Post> posts = new ArrayList<>();
    private long reached;
    private boolean connectedOnce;
    private int failures;
    private boolean ended;

    Session(Receiver receiver, SentPosts sent, long reached) {
      this.receiver = receiver;
      this.sent = sent;
      this.reached = reached;
    }

    void run() throws IOException, InterruptedException {
      while (!ended) {
        String lost;
        try (JetstreamConnection connection = connect()) {
          lost = consume(connection);
        } catch (IOException e) {
          if (e instanceof WriteFailedException) {
            throw e;
          }
          lost = e.getMessage();
        }
        flush();
        if (!ended) {
          await(lost);
        }
      }
    }

    private JetstreamConnection connect() throws IOException, InterruptedException {
      long cursor = reached == 0 ? 0 : Math.max(1, reached - config.overlap().toNanos() / 1_000);
      URI address = address(cursor);
      JetstreamConnection connection = new JetstreamConnection();
      try {
        http.newWebSocketBuilder()
            .connectTimeout(CONNECTING)
            .buildAsync(address, connection)
            .get(CONNECTING.toSeconds() * 2, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        Throwable cause =
            e.getCause() instanceof CompletionException inner ? inner.getCause() : e.getCause();
        throw refusal(address, cause);
      } catch (TimeoutException e) {
        connection.close();
        throw new IOException("no answer from " + address.getHost(), e);
      }
      log.info("connected to {}", address);
      return connection;
    }

    private IOException refusal(URI address, Throwable cause) {
      if (cause instanceof WebSocketHandshakeException handshake) {
        int status = handshake.getResponse().statusCode();
        if (status >= 400 && status < 500 && status != 408 && status != 429) {
          throw new IngestException(
              address.getHost()
                  + " answered "
                  + status
                  + " to "
                  + address
                  + ". Check jetstream.url: its path tells the generation of the protocol.",
              cause);
        }
        return new IOException(address.getHost() + " answered " + status, cause);
      }
      return new IOException(address.getHost() + ": " + cause, cause);
    }

    /** Reads a connection until it is lost; returns why, or anything when the run has ended. */
    private String consume(JetstreamConnection connection)
        throws IOException, InterruptedException {
      long asked = reached;
      boolean first = true;
      Instant heard = clock.instant();
      Instant flushed = heard;
      while (!ended) {
        Optional<String> frame = connection.next(config.interval());
        Instant now = clock.instant();
        if (frame.isPresent()) {
          heard = now;
          connectedOnce = true;
          failures = 0;
          long before = reached;
          Optional<String> refused = take(frame.get());
          if (refused.isPresent()) {
            return refused.get();
          }
          if (first && reached > before) {
            first = false;
            tellGap(asked, reached);
          }
        } else if (Duration.between(heard, now).compareTo(config.silence()) >= 0) {
          return "no event came for " + config.silence() + " (jetstream.silence)";
        }
        boolean due = Duration.between(flushed, now).compareTo(config.interval()) >= 0;
        if (ended || due || batch.size() >= BATCH) {
          flush();
          flushed = now;
        }
      }
      return "";
    }

    private void tellGap(long asked, long first) {
      if (asked > 0 && first - asked > micros(Instant.EPOCH.plus(GAP))) {
        log.warn(
            "no event between {} and {}: posts of this time are missing if the server no longer has"
                + " it; servers keep about {}",
            instant(asked),
            instant(first),
            KEPT);
      }
    }

    /** Takes a frame; returns why the server ends the connection, if it does. */
    private Optional<String> take(String frame) {
      JetstreamEvent event;
      try {
        event = JetstreamFrame.read(frame);
      } catch (JetstreamFrame.UnreadableException e) {
        add(
            new Decoded.Malformed(
                Fingerprint.ofReceived(frame), frame.getBytes(UTF_8), e.getMessage(), "jetstream"));
        return Optional.empty();
      }
      if (event instanceof JetstreamEvent.Refused refused) {
        return Optional.of("the server ended it: " + refused.error() + " " + refused.message());
      }
      if (event instanceof JetstreamEvent.Notice notice) {
        log.warn("Jetstream says: {} {}", notice.name(), notice.message());
        return Optional.empty();
      }
      if (to.isPresent() && event.micros() >= micros(to.get())) {
        ended = true;
        return Optional.empty();
      }
      reached = Math.max(reached, event.micros());
      if (event instanceof JetstreamEvent.Written post) {
        written(post);
      } else if (event instanceof JetstreamEvent.Deleted deleted) {
        if (sent.contains(deleted.uri()) || isWaiting(deleted.uri())) {
          delete(deleted.uri(), null, deleted.micros());
        }
      } else if (event instanceof JetstreamEvent.AccountDeleted account) {
        // What waits must be in the file, where its author is looked up.
        sent.add(posts);
        for (SentPosts.Post post : sent.of(account.did())) {
          delete(post.uri(), null, account.micros());
        }
      }
      return Optional.empty();
    }

    private boolean isWaiting(String uri) {
      return posts.stream().anyMatch(post -> post.uri().equals(uri));
    }

    private void written(JetstreamEvent.Written post) {
      String text = PostReader.text(post.record());
      boolean wanted = text != null && speaks(post);
      boolean known = post.edit() && (sent.contains(post.uri()) || isWaiting(post.uri()));
      topics.forEach(
          (topic, keywords) -> {
            if (wanted && keywords.match(text)) {
              write(post, topic);
            } else if (known) {
              // An edit took the post out of the topic.
              delete(post.uri(), topic, post.micros());
            }
          });
    }

    private boolean speaks(JetstreamEvent.Written post) {
      return config.languages().isEmpty()
          || PostReader.languages(post.record()).stream().anyMatch(config.languages()::contains);
    }

    private void write(JetstreamEvent.Written post, String topic) {
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
      posts.add(new SentPosts.Post(post.did(), post.rkey()));
    }

    private void delete(String uri, String topic, long micros) {
      Tweet deletion = PostReader.deletion(uri, topic, micros);
      add(new Decoded.Valid(deletion));
    }

    private void add(Decoded reading) {
      batch.add(new Item(reading, Long.toString(reached)));
    }

    private void flush() throws IOException, InterruptedException {
      if (reached == 0 && batch.isEmpty()) {
        return;
      }
      sent.add(posts);
      posts.clear();
      List<Item> items = List.copyOf(batch);
      batch.clear();
      try {
        if (!receiver.take(items, Long.toString(reached))) {
          ended = true;
        }
      } catch (IOException e) {
        throw new WriteFailedException(e);
      }
    }

    private void await(String lost) throws InterruptedException {
      failures++;
      if (!connectedOnce && failures >= config.retry().attempts()) {
        throw new IngestException(
            "Jetstream cannot be reached: "
                + lost
                + ". Check jetstream.url ("
                + config.jetstream()
                + ") and the network.");
      }
      Duration delay = config.retry().delay(failures);
      log.warn("the connection to Jetstream is lost, the next one is in {}: {}", delay, lost);
      sleeper.sleep(delay);
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
