package io.tweetsentiment.streams.counters;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.streams.state.StateStores;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class CountersTest {

  private static final TaskId TASK = new TaskId(0, 0);

  private final CounterBoard board = new CounterBoard();

  @Test
  void shouldShareTheCountsOfATask() {
    KeyValueStore<String, long[]> store = store();
    Counters one = new Counters(store, TASK, board);
    one.add(Counter.RECEIVED, 2);
    one.add(Counter.PENDING, 2);
    one.keep();
    new Counters(store, TASK, board).move(Counter.PENDING, Counter.MERGED);
    one.keep();

    assertThat(board.sums())
        .containsEntry("received", 2L)
        .containsEntry("pending", 1L)
        .containsEntry("merged", 1L);
  }

  @Test
  void shouldHideTheCountsWhenTheTaskCloses() {
    Counters counters = new Counters(store(), TASK, board);
    counters.add(Counter.RECEIVED);
    counters.keep();
    counters.close();

    assertThat(board.sums()).containsEntry("received", 0L);
  }

  @Test
  void shouldContinueFromTheStoreWhenTheTaskStarts() {
    KeyValueStore<String, long[]> store = store();
    Counters before = new Counters(store, TASK, board);
    before.add(Counter.RECEIVED, 2);
    before.keep();
    before.close();

    Counters after = new Counters(store, TASK, board);
    after.add(Counter.RECEIVED);
    after.keep();

    assertThat(board.sums()).containsEntry("received", 3L);
  }

  private static KeyValueStore<String, long[]> store() {
    KeyValueStore<String, long[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("counters"), Serdes.String(), StateStores.counts())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }
}
