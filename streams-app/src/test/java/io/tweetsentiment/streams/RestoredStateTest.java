package io.tweetsentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Label;
import io.tweetsentiment.schemas.rules.Totals;
import io.tweetsentiment.streams.counters.Counter;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.counters.Counters;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.state.Partial;
import io.tweetsentiment.streams.state.Storage;
import io.tweetsentiment.streams.state.WindowState;
import io.tweetsentiment.streams.windows.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What a task finds in its stores when it starts: nothing unsent is forgotten. */
class RestoredStateTest {

  private static final Totals ONE =
      Totals.ZERO.add(new Contribution(Label.POSITIVE, 7_000, 1_000, 1_500, 500));
  private static final TaskId TASK = new TaskId(0, 0);

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();

  @Test
  void shouldSendWhatWasUnsentWhenTheTaskStarts() {
    KeyValueStore<String, WindowState> store =
        store(StoreNames.partials(Duration.ofMinutes(15)), WindowState.serde());
    store.put("unsent", WindowState.EMPTY.with(new Partial(3, ONE)));
    store.put("sent", WindowState.EMPTY.with(new Partial(3, ONE)).sent());
    List<String> sent = new ArrayList<>();
    Outbox outbox = new Outbox(store, (key, state) -> sent.add(key));
    outbox.schedule(context, Duration.ofMillis(100));

    context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(100);

    assertThat(sent).containsExactly("unsent");
    assertThat(store.get("unsent").unsent()).isFalse();
    assertThat(store.get("unsent").sum()).isEqualTo(ONE);
  }

  @Test
  void shouldShowTheCountersWhenTheTaskStarts() {
    KeyValueStore<String, long[]> store = store(StoreNames.COUNTERS, Storage.counts());
    CounterBoard board = new CounterBoard();
    Counters before = new Counters(store, TASK, board);
    before.add(Counter.RECEIVED, 2);
    before.add(Counter.PENDING, 2);
    before.keep();
    new Counters(store, TASK, board).move(Counter.PENDING, Counter.MERGED);
    before.keep();
    before.close();
    assertThat(board.sums()).containsEntry("received", 0L);

    Counters after = new Counters(store, TASK, board);
    after.add(Counter.RECEIVED);
    after.keep();

    assertThat(board.sums())
        .containsEntry("received", 3L)
        .containsEntry("pending", 1L)
        .containsEntry("merged", 1L);
  }

  @Test
  void shouldReplaceThePartialOfAPartitionWhenItIsRepeated() {
    WindowState state =
        WindowState.EMPTY
            .with(new Partial(0, ONE))
            .with(new Partial(1, ONE))
            .with(new Partial(1, ONE));

    assertThat(state.sum().count()).isEqualTo(2);
  }

  private <T> KeyValueStore<String, T> store(
      String name, org.apache.kafka.common.serialization.Serde<T> values) {
    KeyValueStore<String, T> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
