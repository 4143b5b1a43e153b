package io.tweetsentiment.streams.rescore;

import static io.tweetsentiment.streams.TestTweets.CREATED;
import static io.tweetsentiment.streams.TestTweets.deletion;
import static io.tweetsentiment.streams.TestTweets.edit;
import static io.tweetsentiment.streams.TestTweets.sentiment;
import static io.tweetsentiment.streams.TestTweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.streams.TestPipeline;
import io.tweetsentiment.streams.rescore.RescoreChoice.Decision;
import io.tweetsentiment.streams.scoring.FakeEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RescoreTest {

  private static final RescoreLimits NO_LIMITS =
      new RescoreLimits(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofMinutes(5));
  private static final List<String> WORDS = List.of("good", "bad", "mixed", "so", "reject");
  private static final List<String> TOPICS = List.of("espresso", "latte");

  private final FakeEngine accurate = engine("accurate-1");
  private final List<TweetSentiment> published = new ArrayList<>();
  private final List<Duration> sleeps = new ArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(TestPipeline.START);
  private int flushes;
  private int publishedBeforeTheKill = Integer.MAX_VALUE;

  /** Reads good as bad and so as good, so that its scores differ from those of the other one. */
  private static FakeEngine engine(String name) {
    FakeEngine engine = new FakeEngine(name, 3, 2);
    engine.isTolerant = true;
    if (name.startsWith("accurate")) {
      engine.reading = text -> text.replace("good", "bad").replace("so", "good");
    }
    return engine;
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class Sink implements SentimentSink {
    @Override
    public void publish(TweetSentiment sentiment, OptionalLong arrived) {
      if (published.size() == publishedBeforeTheKill) {
        throw new Killed();
      }
      published.add(sentiment);
    }

    @Override
    public void flush() {
      flushes++;
    }

    @Override
    public void close() {}
  }

  private RescoreProgress run(StoredTweets stored, RescoreChoice choice, RescoreLimits limits) {
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now.get();
          }
        };
    ScoringPump pump =
        new ScoringPump(
            accurate,
            new Sink(),
            limits,
            clock,
            time -> {
              sleeps.add(time);
              now.updateAndGet(before -> before.plus(time));
              if (sleeps.size() == 3) {
                accurate.isUnavailable = false;
                accurate.isPostponing = false;
              }
            },
            progress -> {});
    return new Rescore(stored, accurate, choice).run(pump);
  }

  private RescoreProgress run(List<Tweet> tweets, List<TweetSentiment> sentiments) {
    return run(new MemoryTweets(tweets, sentiments), RescoreChoice.ALL, NO_LIMITS);
  }

  private static Tweet random(Random random) {
    String id = Integer.toString(random.nextInt(12));
    String topic = TOPICS.get(random.nextInt(2));
    int kind = random.nextInt(20);
    if (kind == 0) {
      return deletion(id, random.nextBoolean() ? topic : null).build();
    }
    int version = kind < 5 ? 1 : 0;
    return edit(id, version, WORDS.get(random.nextInt(WORDS.size())) + (version == 0 ? id : ""))
        .setTopic(topic)
        .setLang(random.nextInt(6) == 0 ? "xx" : "en")
        .setCreatedAt(CREATED.plusSeconds(60L * random.nextInt(60)))
        .setIngestedAt(CREATED.plusSeconds(3600L + random.nextInt(5)))
        .build();
  }

  @Property(tries = 8)
  void shouldEqualARunThatScoredSoFromTheStart(@ForAll long seed) {
    // The tries share this instance.
    published.clear();
    Random random = new Random(seed);
    List<Tweet> tweets = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      tweets.add(random(random));
    }
    int arrivedBefore = random.nextInt(60);
    try (TestPipeline rescored = new TestPipeline(engine("fast-1"), Map.of());
        TestPipeline fromTheStart = new TestPipeline(engine("accurate-1"), Map.of())) {
      tweets.subList(0, arrivedBefore).forEach(rescored::send);
      rescored.settle();

      // The rescore is killed while more tweets arrive.
      publishedBeforeTheKill = random.nextInt(10);
      rescoreInto(rescored, tweets.subList(0, arrivedBefore));
      tweets.subList(arrivedBefore, 60).forEach(rescored::send);
      rescored.settle();
      publishedBeforeTheKill = Integer.MAX_VALUE;
      rescoreInto(rescored, tweets);
      int all = published.size();
      rescoreInto(rescored, tweets);
      assertThat(published).as("the third one finds nothing to do").hasSize(all);

      tweets.forEach(fromTheStart::send);
      fromTheStart.settle();
      assertThat(rescored.aggregates()).isEqualTo(fromTheStart.aggregates());
      assertThat(rescored.merged()).isEqualTo(fromTheStart.merged());
      assertThat(published)
          .extracting(s -> s.getTweetId() + s.getTextHash() + s.getScoringRun())
          .as("no text is paid twice, as no call was in flight at the kill")
          .doesNotHaveDuplicates();
    }
  }

  private void rescoreInto(TestPipeline pipeline, List<Tweet> tweets) {
    List<TweetSentiment> known = new ArrayList<>(pipeline.sentimentRecords);
    known.addAll(published);
    int before = published.size();
    try {
      run(tweets, known);
    } catch (Killed e) {
      assertThat(published).hasSize(publishedBeforeTheKill);
    }
    for (TweetSentiment one : published.subList(before, published.size())) {
      pipeline.sentiment(one.getTweetId(), pipeline.avro.serialize("tweets.sentiment", one));
    }
    pipeline.settle();
  }

  @Test
  void shouldLeaveOutTextsThatNoTableHolds() {
    List<Tweet> tweets =
        List.of(
            edit("1", 0, "good").build(),
            edit("1", 1, "bad").build(),
            tweet("2", "deleted").build(),
            deletion("2", "espresso").build(),
            tweet("3", "deleted everywhere").build(),
            deletion("3", null).build(),
            tweet("4", "good").setCreatedAt(null).build());

    run(tweets, List.of(sentiment("1", "bad").build(), sentiment("1", "good").build()));

    assertThat(accurate.calls).containsExactly(List.of("bad"));
    assertThat(published)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.getScoringRun()).isEqualTo(1);
              assertThat(one.getEngine()).isEqualTo("accurate-1");
              assertThat(one.getTweetId()).isEqualTo("1");
            });
  }

  @Test
  void shouldNotReplaceScoresByNone() {
    List<Tweet> tweets =
        List.of(tweet("1", "gut").setLang("xx").build(), tweet("2", "hm").setLang("xx").build());
    List<TweetSentiment> known =
        List.of(
            sentiment("1", "gut", "xx").build(),
            sentiment("2", "hm", "xx")
                .setLabel("UNSCORED")
                .setPositive(null)
                .setNegative(null)
                .setNeutral(null)
                .setMixed(null)
                .build());

    run(tweets, known);

    assertThat(accurate.calls).isEmpty();
    assertThat(published)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.getTweetId()).isEqualTo("2");
              assertThat(one.getLabel()).isEqualTo("UNSCORED");
              assertThat(one.getEngine()).isEqualTo("accurate-1");
            });
  }

  @Test
  void shouldChooseByEngineLabelTopicTimeAndRun() {
    List<Tweet> tweets =
        List.of(
            tweet("1", "one").build(),
            tweet("2", "two").setTopic("latte").build(),
            tweet("3", "three").setCreatedAt(CREATED.plusSeconds(60)).build(),
            tweet("4", "four").build());
    List<TweetSentiment> known =
        List.of(
            sentiment("1", "one").setScoringRun(3).build(),
            sentiment("2", "two").setEngine("accurate-1").build(),
            sentiment("3", "three").setLabel("NEGATIVE").build());
    StoredTweets stored = new MemoryTweets(tweets, known);
    RescoreChoice all = RescoreChoice.ALL;
    Optional<Instant> later = Optional.of(CREATED.plusSeconds(60));
    Optional<String> none = Optional.empty();
    OptionalInt next = OptionalInt.empty();

    assertThat(chosen(stored, all)).containsExactly("1 4", "3 1");
    assertThat(chosen(stored, choice(later, Optional.empty(), none, none, none, false, next)))
        .containsExactly("3 1");
    assertThat(chosen(stored, choice(Optional.empty(), later, none, none, none, false, next)))
        .containsExactly("1 4");
    assertThat(
            chosen(
                stored,
                choice(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("latte"),
                    none,
                    none,
                    false,
                    OptionalInt.of(2))))
        .containsExactly("2 2");
    assertThat(
            chosen(
                stored,
                choice(
                    Optional.empty(),
                    Optional.empty(),
                    none,
                    Optional.of("other-1"),
                    Optional.of("NEGATIVE"),
                    false,
                    next)))
        .containsExactly("3 1");
    assertThat(
            chosen(
                stored, choice(Optional.empty(), Optional.empty(), none, none, none, true, next)))
        .containsExactly("4 0");
  }

  private static RescoreChoice choice(
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<String> topic,
      Optional<String> engine,
      Optional<String> label,
      boolean missing,
      OptionalInt run) {
    return new RescoreChoice(from, to, topic, engine, label, missing, run);
  }

  private List<String> chosen(StoredTweets stored, RescoreChoice choice) {
    published.clear();
    long planned = new Rescore(stored, accurate, choice).plan().changed();
    run(stored, choice, NO_LIMITS);
    assertThat(planned).isEqualTo(published.size());
    return published.stream().map(s -> s.getTweetId() + " " + s.getScoringRun()).sorted().toList();
  }

  @Test
  void shouldSayBeforehandWhatItWouldDo() {
    List<Tweet> tweets = new ArrayList<>();
    List<TweetSentiment> known = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      tweets.add(tweet("1" + i, "text 🎉" + i).build());
      known.add(sentiment("1" + i, "text 🎉" + i).build());
    }
    tweets.add(tweet("2", "waits").build());

    RescorePlan plan =
        new Rescore(new MemoryTweets(tweets, known), accurate, RescoreChoice.ALL).plan();

    assertThat(accurate.calls).isEmpty();
    assertThat(plan.count(Decision.SCORE)).isEqualTo(7);
    assertThat(plan.count(Decision.WITHOUT_SENTIMENT)).isEqualTo(1);
    assertThat(plan.characters()).isEqualTo(7 * 7);
    assertThat(plan.calls()).isEqualTo(3);
    assertThat(plan.text()).contains("7 texts to score", "1 texts have no sentiment");
  }

  private static List<Tweet> ten() {
    List<Tweet> tweets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tweets.add(tweet("1" + i, "later so " + i).build());
    }
    return tweets;
  }

  private static List<TweetSentiment> known(List<Tweet> tweets) {
    return tweets.stream()
        .map(tweet -> sentiment(tweet.getTweetId(), tweet.getText()).build())
        .toList();
  }

  @Test
  void shouldSendABatchAgainUntilTheEngineAnswers() {
    accurate.isUnavailable = true;

    RescoreProgress end = run(ten(), known(ten()));

    assertThat(end.published()).isEqualTo(10);
    assertThat(end.trouble()).isEmpty();
    assertThat(sleeps).hasSizeGreaterThanOrEqualTo(3).isSorted();
    assertThat(new HashSet<>(published)).hasSize(10);
  }

  @Test
  void shouldSendOnlyWhatWasPostponedAgain() {
    accurate.isPostponing = true;

    assertThat(run(ten(), known(ten())).published()).isEqualTo(10);
    assertThat(published).extracting(TweetSentiment::getTweetId).doesNotHaveDuplicates();
  }

  @Test
  void shouldGiveUpAnEngineThatDoesNotAnswer() {
    accurate.isUnavailable = true;
    StoredTweets stored = new MemoryTweets(ten(), known(ten()));
    RescoreLimits hasty = new RescoreLimits(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofMillis(500));

    assertThatThrownBy(() -> run(stored, RescoreChoice.ALL, hasty))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("accurate-1", "PT0.5S", "rate exceeded");
  }

  @Test
  void shouldNotCountTheTimeBeforeTheEngineFailsAsIdle() {
    accurate.isUnavailable = true;
    StoredTweets memory = new MemoryTweets(ten(), known(ten()));
    StoredTweets slow =
        new StoredTweets() {
          @Override
          public int partitions() {
            return memory.partitions();
          }

          @Override
          public void tweets(int partition, Consumer<Raw> each) {
            now.updateAndGet(before -> before.plusSeconds(600));
            memory.tweets(partition, each);
          }

          @Override
          public void sentiments(int partition, Consumer<TweetSentiment> each) {
            memory.sentiments(partition, each);
          }

          @Override
          public void close() {}
        };

    assertThat(run(slow, RescoreChoice.ALL, NO_LIMITS).published()).isEqualTo(10);
  }

  @Test
  void shouldNotSleepLongerThanItMayBeIdle() {
    accurate.isUnavailable = true;
    accurate.retryAfter = Duration.ofDays(1);

    assertThatThrownBy(() -> run(ten(), known(ten())))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("scored nothing for PT5M");
    assertThat(sleeps).containsExactly(Duration.ofMinutes(5));
  }

  @Test
  void shouldCountRepeatedCallsTowardsItsLimits() {
    accurate.isUnavailable = true;
    accurate.isMetered = true;
    StoredTweets stored = new MemoryTweets(ten(), known(ten()));

    RescoreProgress end =
        run(
            stored,
            RescoreChoice.ALL,
            new RescoreLimits(Long.MAX_VALUE, 12 * FakeEngine.NANOS, Duration.ofMinutes(5)));

    assertThat(end.isLimited()).isTrue();
    assertThat(end.nanos()).isEqualTo(accurate.usage().get(0).nanos());
    assertThat(accurate.calls.stream().mapToInt(List::size).sum()).isLessThanOrEqualTo(12);
    assertThat(end.published()).isLessThan(10);
  }

  @Test
  void shouldFlushTextsThatAreLeftUnscored() {
    List<Tweet> tweets = new ArrayList<>();
    List<TweetSentiment> unscored = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      tweets.add(tweet("1" + i, "hm").setLang("xx").build());
      unscored.add(
          sentiment("1" + i, "hm", "xx")
              .setLabel("UNSCORED")
              .setPositive(null)
              .setNegative(null)
              .setNeutral(null)
              .setMixed(null)
              .build());
    }

    assertThat(run(tweets, unscored).published()).isEqualTo(2_500);
    assertThat(flushes).isEqualTo(3);
  }

  @Test
  void shouldEndAtTheLimitAndGoOnLater() {
    StoredTweets stored = new MemoryTweets(ten(), known(ten()));
    RescoreProgress first =
        run(stored, RescoreChoice.ALL, new RescoreLimits(4, Long.MAX_VALUE, Duration.ofMinutes(1)));
    assertThat(first.isLimited()).isTrue();
    assertThat(first.published()).isEqualTo(4);

    List<TweetSentiment> all = new ArrayList<>(known(ten()));
    all.addAll(published);
    assertThat(run(ten(), all).published()).isEqualTo(6);
  }

  @Test
  void shouldKeepTheSentimentOfATextThatTheEngineRejects() {
    accurate.isTolerant = false;
    List<Tweet> tweets = List.of(tweet("1", "reject").build(), tweet("2", "so").build());

    RescoreProgress end = run(tweets, known(tweets));

    assertThat(end.rejected()).isEqualTo(1);
    assertThat(end.reason()).contains("cannot read");
    assertThat(published).extracting(TweetSentiment::getTweetId).containsExactly("2");
  }
}
