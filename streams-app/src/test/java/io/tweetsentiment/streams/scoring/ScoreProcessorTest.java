package io.tweetsentiment.streams.scoring;

import static io.tweetsentiment.streams.TestTweets.edit;
import static io.tweetsentiment.streams.TestTweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.schemas.rules.Window;
import io.tweetsentiment.streams.TestPipeline;
import io.tweetsentiment.streams.counters.Counters;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.state.StateStores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** Scoring in the topology: slow, failing and broken engines, and restarts. */
class ScoreProcessorTest {

  @Test
  void shouldGoOnReceivingWhenTheEngineIsSlow() {
    FakeEngine engine = new FakeEngine(2, 1);
    engine.isSlow = true;
    try (TestPipeline pipeline = new TestPipeline(engine, Map.of())) {
      for (int i = 0; i < 10; i++) {
        pipeline.send(tweet("id" + i, "good " + i).build());
      }
      pipeline.settle();
      assertThat(pipeline.counted()).isEqualTo(Map.of("received", 10L, "pending", 10L));
      assertThat(engine.calls).hasSize(1);

      for (int i = 0; i < 6; i++) {
        engine.answer();
        pipeline.tick();
      }
      assertThat(pipeline.counted()).containsEntry("merged", 10L).doesNotContainKey("pending");
      assertThat(engine.calls).allSatisfy(call -> assertThat(call.size()).isLessThanOrEqualTo(2));
    }
  }

  @Test
  void shouldRecordTheEngineThatScoredWhenAnotherOneStoodIn() {
    FakeEngine engine = new FakeEngine(25, 4);
    try (TestPipeline pipeline = new TestPipeline(engine, Map.of())) {
      pipeline.tweets(tweet("1", "good"));
      engine.substitute = "local-2-fast";
      pipeline.tweets(tweet("2", "good"));

      assertThat(pipeline.sentimentRecords)
          .extracting(sentiment -> sentiment.getTweetId() + " " + sentiment.getEngine())
          .containsExactly("1 fake-1", "2 local-2-fast");
      assertThat(pipeline.board.scoredBy().labels()).contains("fake-1", "local-2-fast");
    }
  }

  @Test
  void shouldScoreAllFromTheStoreWhenMemoryHoldsFew() {
    FakeEngine engine = new FakeEngine(3, 2);
    try (TestPipeline pipeline = new TestPipeline(engine, Map.of("scoring.prefetch", "4"))) {
      for (int i = 0; i < 60; i++) {
        pipeline.send(tweet("id" + i, "good " + i).build());
      }
      for (int i = 0; i < 40; i++) {
        pipeline.tick();
        assertThat(pipeline.dispatcher.status().waiting()).isLessThanOrEqualTo(4);
      }
      assertThat(pipeline.counted()).containsEntry("merged", 60L).containsEntry("scored", 60L);
      assertThat(engine.calls.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(60);
    }
  }

  @Test
  void shouldLoseNothingWhenTheEngineIsUnavailable() {
    FakeEngine engine = new FakeEngine(25, 4);
    engine.isUnavailable = true;
    try (TestPipeline pipeline =
        new TestPipeline(engine, Map.of("scoring.backoff.longest", "PT0.2S"))) {
      pipeline.tweets(tweet("1", "good"), tweet("2", "bad"));

      assertThat(pipeline.counted()).isEqualTo(Map.of("received", 2L, "pending", 2L));
      assertThat(pipeline.dispatcher.status().isDegraded()).isTrue();
      assertThat(pipeline.dispatcher.status().failure()).isEqualTo("rate exceeded");

      engine.isUnavailable = false;
      pipeline.settle();
      assertThat(pipeline.counted()).containsEntry("merged", 2L);
      assertThat(pipeline.dispatcher.status().isDegraded()).isFalse();
    }
  }

  @Test
  void shouldDieWhenTheEngineBreaksItsContract() {
    FakeEngine engine = new FakeEngine(25, 4);
    engine.broken = new IllegalStateException("no model");
    try (TestPipeline pipeline = new TestPipeline(engine, Map.of())) {
      pipeline.send(tweet("1", "good").build());

      assertThatThrownBy(pipeline::settle)
          .rootCause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no model");
    }
  }

  @Test
  void shouldSendAgainOnlyWhatHadNoResultWhenRestarted() {
    FakeEngine slow = new FakeEngine(1, 1);
    slow.isSlow = true;
    Map<String, Map<String, Object>> stores = new LinkedHashMap<>();
    String scope = "restart-" + System.nanoTime();
    try (TestPipeline before = new TestPipeline(slow, Map.of(), scope)) {
      before.tweets(tweet("1", "good"), tweet("2", "bad"), tweet("3", "mixed"));
      slow.answer();
      before.settle();
      assertThat(before.counted()).containsEntry("merged", 1L).containsEntry("pending", 2L);
      StateStores.of(Window.DEFAULT_SIZE)
          .forEach(store -> stores.put(store.name(), entries(before.store(store.name()))));
    }
    FakeEngine engine = new FakeEngine(25, 4);
    try (TestPipeline after = new TestPipeline(engine, Map.of(), scope)) {
      stores.forEach((name, entries) -> entries.forEach(after.store(name)::put));
      // The driver started the task before the stores were filled, so read the counters as a start
      // does.
      TaskId task = new TaskId(0, 0);
      assertThat(new Counters(after.store(StoreNames.COUNTERS), task, after.board)).isNotNull();
      after.settle();

      assertThat(engine.calls.stream().flatMap(List::stream))
          .containsExactlyInAnyOrder("bad", "mixed");
      assertThat(after.counted()).containsEntry("merged", 3L).containsEntry("received", 3L);
    }
  }

  @Test
  void shouldNotScoreTwiceWhenASecondTopicComesBeforeTheSentimentIsBack() {
    FakeEngine engine = new FakeEngine(25, 4);
    engine.isSlow = true;
    try (TestPipeline pipeline = new TestPipeline(engine, Map.of())) {
      pipeline.tweets(tweet("1", "good"));
      pipeline.tweets(tweet("1", "good").setTopic("tea"));
      engine.answer();
      pipeline.settle();

      assertThat(engine.calls).hasSize(1);
      assertThat(pipeline.sentimentRecords).hasSize(1);
      assertThat(pipeline.counted()).containsEntry("merged", 2L);
    }
  }

  @Test
  void shouldDropTheResultWhenTheTextWasSuperseded() {
    FakeEngine engine = new FakeEngine(1, 1);
    engine.isSlow = true;
    try (TestPipeline pipeline = new TestPipeline(engine, Map.of())) {
      pipeline.tweets(tweet("1", "good"));
      pipeline.tweets(edit("1", 1, "bad"));
      engine.answer();
      pipeline.settle();
      engine.answer();
      pipeline.settle();

      assertThat(pipeline.sentimentRecords).hasSize(1);
      assertThat(pipeline.merged().get("1 espresso").getLabel()).isEqualTo("NEGATIVE");
    }
  }

  @Test
  void shouldNameAndCountTheEngineThatScoredWhenThereAreTwo() {
    FakeEngine engine = new FakeEngine(25, 4);
    engine.french = new FakeEngine("french-1", 2, 1);
    try (TestPipeline pipeline = new TestPipeline(engine, Map.of())) {
      pipeline.tweets(
          tweet("1", "good"),
          tweet("2", "mauvais, bad").setLang("fr"),
          tweet("3", "good good").setLang("xx"));

      assertThat(pipeline.merged().get("1 espresso").getEngine()).isEqualTo("fake-1");
      assertThat(pipeline.merged().get("2 espresso").getEngine()).isEqualTo("french-1");
      assertThat(pipeline.merged().get("3 espresso").getEngine()).isEqualTo("fake-1");
      assertThat(pipeline.board.scoredBy().labels()).containsExactly("fake-1", "french-1");
      assertThat(pipeline.board.scoredBy().count("french-1")).isEqualTo(1);
      assertThat(pipeline.board.unscoredIn().labels()).containsExactly("xx");
    }
  }

  private static Map<String, Object> entries(KeyValueStore<String, Object> store) {
    Map<String, Object> entries = new LinkedHashMap<>();
    try (KeyValueIterator<String, Object> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, Object> entry = all.next();
        entries.put(entry.key, entry.value);
      }
    }
    return entries;
  }
}
