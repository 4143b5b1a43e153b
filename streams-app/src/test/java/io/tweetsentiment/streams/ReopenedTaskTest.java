package io.tweetsentiment.streams;

import static io.tweetsentiment.streams.Tweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.merge.Change;
import io.tweetsentiment.streams.merge.Stage;
import io.tweetsentiment.streams.merge.Unscored;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.scoring.Backoff;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.FakeEngine;
import io.tweetsentiment.streams.scoring.FakeLoop;
import io.tweetsentiment.streams.scoring.Score;
import io.tweetsentiment.streams.scoring.ScoringParts;
import io.tweetsentiment.streams.scoring.Sentiments;
import io.tweetsentiment.streams.state.Expiry;
import io.tweetsentiment.streams.state.Joined;
import io.tweetsentiment.streams.state.Partial;
import io.tweetsentiment.streams.state.Storage;
import io.tweetsentiment.streams.state.StoredSentiment;
import io.tweetsentiment.streams.state.StoredText;
import io.tweetsentiment.streams.state.TextDecoder;
import io.tweetsentiment.streams.state.TextKey;
import io.tweetsentiment.streams.state.TweetState;
import io.tweetsentiment.streams.state.WindowState;
import io.tweetsentiment.streams.windows.Accumulate;
import io.tweetsentiment.streams.windows.Sum;
import io.tweetsentiment.streams.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/**
 * A task whose transaction failed is closed, restored and opened again, with the processors that it
 * has: nothing of the first time may go on, and nothing that the second needs may be closed.
 */
class ReopenedTaskTest {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration SECOND = Duration.ofSeconds(1);

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
    store(context, StoreNames.TEXTS, StoredText.serde());
    store(context, StoreNames.SENTIMENTS, StoredSentiment.serde());
    store(context, StoreNames.PENDING, Serdes.Boolean());
    store(context, StoreNames.COUNTERS, Storage.counts());
    FakeLoop loop = new FakeLoop();
    Dispatcher dispatcher =
        new Dispatcher(new FakeEngine(25, 4), SECOND, new Backoff(SECOND, SECOND, () -> 1.0), loop);
    Wire wire = Wire.connect(Map.of("schema.registry.url", "mock://reopened"));
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Score score =
        new Score(
            new ScoringParts(
                dispatcher,
                new Sentiments(dispatcher.engineName(), 0, clock),
                new TextDecoder("tweets.raw", wire.decoder(Tweet.class)),
                "tweets.raw",
                1,
                SECOND,
                board));

    score.init(context);
    send(score, "1");
    score.close();
    // What the failed transaction wrote is gone.
    KeyValueStore<String, Boolean> pending = context.getStateStore(StoreNames.PENDING);
    pending.delete(TextKey.of("1", Fingerprint.ofText("good", "en")));
    score.init(context);
    live(context).forEach(p -> p.getPunctuator().punctuate(0));
    send(score, "2");
    loop.advance(SECOND.multipliedBy(2));
    assertThat(live(context)).hasSize(1);
    live(context).forEach(p -> p.getPunctuator().punctuate(1));

    assertThat(context.forwarded())
        .extracting(forwarded -> ((TweetSentiment) forwarded.record().value()).getTweetId())
        .containsExactly("2");
  }

  private static void send(Score score, String id) {
    Tweet tweet = tweet(id, "good").build();
    score.process(new Record<>(id, new Unscored(tweet, Fingerprint.ofText("good", "en")), 0));
  }

  @Test
  void shouldForgetWindowsOfTheFailedTransactionWhenItIsOpenedAgain() {
    MockProcessorContext<String, Partial> context = new MockProcessorContext<>();
    KeyValueStore<String, WindowState> store =
        store(context, StoreNames.partials(WINDOW), WindowState.serde());
    Accumulate accumulate = new Accumulate(WINDOW, SECOND);
    Change change = new Change("espresso", null, new Joined(0, Contribution.UNSCORED));

    accumulate.init(context);
    accumulate.process(new Record<>("1", change, 0));
    accumulate.close();
    store.all().forEachRemaining(window -> store.delete(window.key));
    accumulate.init(context);

    assertThat(live(context)).hasSize(1);
    live(context).forEach(p -> p.getPunctuator().punctuate(1));
    assertThat(context.forwarded()).isEmpty();
  }

  @Test
  void shouldSweepAndPublishOnceWhenItIsOpenedAgain() {
    MockProcessorContext<String, Object> sums = new MockProcessorContext<>();
    store(sums, StoreNames.windows(WINDOW), WindowState.serde());
    Sum sum = new Sum(WINDOW, SECOND, board);
    MockProcessorContext<Object, Object> stages = new MockProcessorContext<>();
    store(stages, StoreNames.TWEETS, TweetState.serde());
    store(stages, StoreNames.TEXTS, StoredText.serde());
    store(stages, StoreNames.SENTIMENTS, StoredSentiment.serde());
    store(stages, StoreNames.PENDING, Serdes.Boolean());
    store(stages, StoreNames.COUNTERS, Storage.counts());
    Stage stage = new Stage(board, new Expiry(WINDOW, Optional.empty()));

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
