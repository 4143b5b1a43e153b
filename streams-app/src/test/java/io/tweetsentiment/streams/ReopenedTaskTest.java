package io.tweetsentiment.streams;

import static io.tweetsentiment.streams.TestTweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.TweetVersion;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.intake.SentimentSender;
import io.tweetsentiment.streams.merge.ContributionChange;
import io.tweetsentiment.streams.merge.StageProcessor;
import io.tweetsentiment.streams.merge.TextToScore;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.FakeEngine;
import io.tweetsentiment.streams.scoring.FakeEventLoop;
import io.tweetsentiment.streams.scoring.ScoreProcessor;
import io.tweetsentiment.streams.scoring.ScoringContext;
import io.tweetsentiment.streams.scoring.SentimentFactory;
import io.tweetsentiment.streams.state.Expiry;
import io.tweetsentiment.streams.state.PartialTotals;
import io.tweetsentiment.streams.state.ReceivedTweet;
import io.tweetsentiment.streams.state.ReceivedTweetDecoder;
import io.tweetsentiment.streams.state.StateStores;
import io.tweetsentiment.streams.state.TextKey;
import io.tweetsentiment.streams.state.TopicState;
import io.tweetsentiment.streams.state.TweetState;
import io.tweetsentiment.streams.state.VersionStatus;
import io.tweetsentiment.streams.state.WindowContribution;
import io.tweetsentiment.streams.state.WindowState;
import io.tweetsentiment.streams.windows.AccumulateProcessor;
import io.tweetsentiment.streams.windows.FlushPace;
import io.tweetsentiment.streams.windows.SumProcessor;
import io.tweetsentiment.streams.wire.WireFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/**
 * When a transaction fails, Kafka Streams closes the task, restores it and initialises the same
 * processors again. Nothing of the first use may continue, and nothing that the second use needs
 * may stay closed.
 */
class ReopenedTaskTest {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final FlushPace PACE = new FlushPace(SECOND, SECOND);

  private final CounterBoard board = new CounterBoard();

  private static <T> KeyValueStore<String, T> store(
      MockProcessorContext<?, ?> context, String name, Serde<T> values) {
    KeyValueStore<String, T> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  private static List<CapturedPunctuator> live(MockProcessorContext<?, ?> context) {
    return context.scheduledPunctuators().stream().filter(p -> !p.cancelled()).toList();
  }

  @Test
  void shouldScoreWhenItIsOpenedAgain() {
    MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    context.setCurrentSystemTimeMs(1);
    store(context, StoreNames.TWEETS, TweetState.serde());
    store(context, StoreNames.PENDING, Serdes.Boolean());
    store(context, StoreNames.COUNTERS, StateStores.counts());
    FakeEventLoop loop = new FakeEventLoop();
    Dispatcher dispatcher =
        new Dispatcher(
            new FakeEngine(25, 4), SECOND, new ExponentialBackoff(1_000, 2, 1_000, 0), loop);
    WireFormat wire = WireFormat.connect(Map.of("schema.registry.url", "mock://reopened"));
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    ScoreProcessor score =
        new ScoreProcessor(
            new ScoringContext(
                dispatcher,
                new SentimentFactory(dispatcher.engineName(), 0, clock),
                new ReceivedTweetDecoder("tweets.raw", wire.decoder(Tweet.class)),
                SentimentSender.random(),
                "tweets.raw",
                1,
                SECOND,
                board));

    score.init(context);
    send(score, "1", wire);
    score.close();
    // The writes of the failed transaction are gone.
    KeyValueStore<String, TweetState> tweets = context.getStateStore(StoreNames.TWEETS);
    tweets.delete("1");
    KeyValueStore<String, Boolean> pending = context.getStateStore(StoreNames.PENDING);
    pending.delete(TextKey.of("1", Fingerprint.ofText("good", "en")));
    score.init(context);
    live(context).forEach(p -> p.getPunctuator().punctuate(0));
    send(score, "2", wire);
    loop.advance(SECOND.multipliedBy(2));
    assertThat(live(context)).hasSize(1);
    live(context).forEach(p -> p.getPunctuator().punctuate(1));

    assertThat(context.forwarded(NodeNames.SENTIMENT_SINK))
        .extracting(forwarded -> ((TweetSentiment) forwarded.record().value()).getTweetId())
        .containsExactly("2");
  }

  private static void send(ScoreProcessor score, String id, WireFormat wire) {
    Tweet tweet = tweet(id, "good").build();
    String hash = Fingerprint.ofText("good", "en");
    TopicState waiting =
        new TopicState(
            tweet.getTopic(),
            TweetVersion.of(tweet),
            VersionStatus.PENDING,
            hash,
            0,
            0,
            null,
            new ReceivedTweet(0, 0, wire.serializer().serialize("tweets.raw", tweet)));
    TextToScore text =
        new TextToScore(tweet, 0, hash, TweetState.UNKNOWN, TweetState.UNKNOWN.with(waiting));
    score.process(new Record<>(id, text, 0));
  }

  @Test
  void shouldForgetWindowsOfTheFailedTransactionWhenItIsOpenedAgain() {
    MockProcessorContext<String, PartialTotals> context = new MockProcessorContext<>();
    context.setCurrentSystemTimeMs(1);
    context.setCurrentStreamTimeMs(1);
    KeyValueStore<String, WindowState> store =
        store(context, StoreNames.partials(WINDOW), WindowState.serde());
    KeyValueStore<String, Long> marks =
        store(context, StoreNames.unsent(StoreNames.partials(WINDOW)), Serdes.Long());
    AccumulateProcessor accumulate = new AccumulateProcessor(WINDOW, PACE);
    ContributionChange change =
        new ContributionChange("espresso", null, new WindowContribution(0, Contribution.UNSCORED));

    accumulate.init(context);
    accumulate.process(new Record<>("1", change, 0));
    accumulate.close();
    store.all().forEachRemaining(window -> store.delete(window.key));
    marks.all().forEachRemaining(mark -> marks.delete(mark.key));
    accumulate.init(context);

    assertThat(live(context)).hasSize(1);
    live(context).forEach(p -> p.getPunctuator().punctuate(1));
    assertThat(context.forwarded()).isEmpty();
  }

  @Test
  void shouldSweepAndPublishOnceWhenItIsOpenedAgain() {
    MockProcessorContext<String, Object> sums = new MockProcessorContext<>();
    sums.setCurrentSystemTimeMs(1);
    store(sums, StoreNames.windows(WINDOW), WindowState.serde());
    store(sums, StoreNames.unsent(StoreNames.windows(WINDOW)), Serdes.Long());
    SumProcessor sum = new SumProcessor(WINDOW, PACE, board);
    MockProcessorContext<Object, Object> stages = new MockProcessorContext<>();
    store(stages, StoreNames.TWEETS, TweetState.serde());
    store(stages, StoreNames.PENDING, Serdes.Boolean());
    store(stages, StoreNames.COUNTERS, StateStores.counts());
    StageProcessor stage = new StageProcessor(board, new Expiry(WINDOW, Optional.empty()));

    for (int time = 0; time < 2; time++) {
      sum.close();
      sum.init(sums);
      stage.close();
      stage.init(stages);
    }

    assertThat(live(sums)).hasSize(1);
    assertThat(live(stages)).hasSize(1);
  }
}
