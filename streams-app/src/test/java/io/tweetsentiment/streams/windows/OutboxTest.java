package io.tweetsentiment.streams.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Label;
import io.tweetsentiment.schemas.rules.Totals;
import io.tweetsentiment.streams.state.PartialTotals;
import io.tweetsentiment.streams.state.WindowState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final Totals ONE =
      Totals.ZERO.add(new Contribution(Label.POSITIVE, 7_000, 1_000, 1_500, 500));
  private static final WindowState WINDOW = WindowState.EMPTY.with(new PartialTotals(3, ONE));
  private static final FlushPace PACE =
      new FlushPace(Duration.ofMillis(100), Duration.ofSeconds(1));

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private final KeyValueStore<String, WindowState> windows = store("w", WindowState.serde());
  private final KeyValueStore<String, Long> marks = store("m", Serdes.Long());
  private final List<String> sent = new ArrayList<>();

  OutboxTest() {
    context.setCurrentSystemTimeMs(0);
    context.setCurrentStreamTimeMs(0);
  }

  @Test
  void shouldSendTheMarkedWindowsWhenTheTaskStarts() {
    windows.put("unsent", WINDOW);
    windows.put("sent", WINDOW);
    marks.put("unsent", 0L);
    open();
    tick(0);
    tick(100);

    assertThat(sent).containsExactly("unsent");
    assertThat(windows.get("unsent").sum()).isEqualTo(ONE);
  }

  @Test
  void shouldSendAWindowOnceATickAndCommitWhenItChangesOften() {
    Outbox outbox = open();
    for (int i = 0; i < 5; i++) {
      outbox.put("a", WINDOW);
      outbox.put("b", WINDOW);
    }
    tick(100);

    assertThat(sent).containsExactly("a", "b");
    assertThat(context.committed()).isTrue();
  }

  @Test
  void shouldNotCommitWhenNothingChanged() {
    open();
    tick(100);

    assertThat(context.committed()).isFalse();
  }

  @Test
  void shouldMarkABusyWindowOnceAMinute() {
    Outbox outbox = open();
    for (int now = 100; now < 60_000; now += 100) {
      outbox.put("a", WINDOW);
      context.setCurrentStreamTimeMs(now);
      tick(now);
    }
    assertThat(marks.get("a")).isNotNull();

    context.setCurrentSystemTimeMs(60_000);
    outbox.put("a", WINDOW);
    tick(60_000);

    assertThat(marks.approximateNumEntries()).isZero();
  }

  @Test
  void shouldSendTheLastChangeWhenTheTaskFailsAfterAMark() {
    Outbox outbox = open();
    outbox.put("a", WINDOW);
    tick(100);
    outbox.put("a", WINDOW);

    sent.clear();
    context.resetForwards();
    open();
    context.scheduledPunctuators().get(1).getPunctuator().punctuate(200);

    assertThat(sent).containsExactly("a");
  }

  private Outbox open() {
    Outbox outbox =
        new Outbox(context, windows, new Marks(marks), PACE, (key, state) -> sent.add(key));
    outbox.schedule();
    return outbox;
  }

  private void tick(long now) {
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(now);
  }

  private <T> KeyValueStore<String, T> store(String name, Serde<T> values) {
    KeyValueStore<String, T> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
