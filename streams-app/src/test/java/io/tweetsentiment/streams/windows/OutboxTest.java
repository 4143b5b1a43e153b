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
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final Totals ONE =
      Totals.ZERO.add(new Contribution(Label.POSITIVE, 7_000, 1_000, 1_500, 500));

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();

  @Test
  void shouldSendWhatWasUnsentWhenTheTaskStarts() {
    KeyValueStore<String, WindowState> store = store();
    store.put("unsent", WindowState.EMPTY.with(new PartialTotals(3, ONE)));
    store.put("sent", WindowState.EMPTY.with(new PartialTotals(3, ONE)).sent());
    List<String> sent = new ArrayList<>();
    Outbox outbox = new Outbox(store, (key, state) -> sent.add(key));
    outbox.schedule(context, Duration.ofMillis(100));

    context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(100);

    assertThat(sent).containsExactly("unsent");
    assertThat(store.get("unsent").unsent()).isFalse();
    assertThat(store.get("unsent").sum()).isEqualTo(ONE);
  }

  private KeyValueStore<String, WindowState> store() {
    KeyValueStore<String, WindowState> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("windows"), Serdes.String(), WindowState.serde())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
