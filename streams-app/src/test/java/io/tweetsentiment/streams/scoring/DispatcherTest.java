package io.tweetsentiment.streams.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.sentiment.Outcome;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  private static final Duration LINGER = Duration.ofMillis(10);

  private final FakeEventLoop loop = new FakeEventLoop();
  private final FakeEngine engine = new FakeEngine(3, 2);
  private final ResultQueue results = new ResultQueue();
  private final Dispatcher dispatcher =
      new Dispatcher(engine, LINGER, new ExponentialBackoff(100, 2, 350, 0), loop);

  @Test
  void shouldDeliverEachOutcomeToItsText() {
    submit("en", "good", "reject");
    loop.run();

    assertThat(results.poll().outcome()).isInstanceOf(Outcome.Scored.class);
    ResultQueue.Result rejected = results.poll();
    assertThat(rejected.submission().text()).isEqualTo("reject");
    assertThat(rejected.outcome()).isInstanceOf(Outcome.Rejected.class);
    assertThat(results.poll()).isNull();
  }

  @Test
  void shouldFillBatchesWhenTheEngineIsBusy() {
    engine.isSlow = true;
    submit("en", "1", "2", "3", "4", "5", "6", "7", "8");
    loop.run();
    assertThat(engine.calls).containsExactly(List.of("1", "2", "3"), List.of("4", "5", "6"));
    assertThat(dispatcher.status().inFlight()).isEqualTo(2);
    assertThat(dispatcher.status().waiting()).isEqualTo(2);

    engine.answer();
    loop.run();
    assertThat(engine.calls).hasSize(3);
    assertThat(engine.calls.get(2)).containsExactly("7", "8");
  }

  @Test
  void shouldWaitForMoreWhenABatchIsNotFullAndWorkIsUnderWay() {
    engine.isSlow = true;
    submit("en", "1");
    loop.run();
    submit("en", "2");
    loop.run();
    assertThat(engine.calls).hasSize(1);
    submit("en", "3");
    loop.advance(LINGER);

    assertThat(engine.calls).containsExactly(List.of("1"), List.of("2", "3"));
  }

  @Test
  void shouldNotMixRoutes() {
    submit("en", "1");
    submit("de", "2");
    submit("en", "3");
    loop.advance(LINGER);

    assertThat(engine.calls).containsExactlyInAnyOrder(List.of("1", "3"), List.of("2"));
  }

  @Test
  void shouldBackOffAndKeepTheOrderWhenTheEngineIsUnavailable() {
    engine.isUnavailable = true;
    submit("en", "1", "2", "3", "4");
    loop.run();
    assertCallAfter(100, 2);
    assertCallAfter(200, 3);
    assertThat(dispatcher.status().failuresInARow()).isEqualTo(3);

    engine.isUnavailable = false;
    engine.calls.clear();
    loop.advance(Duration.ofSeconds(1));
    assertThat(engine.calls).containsExactly(List.of("1", "2", "3"), List.of("4"));
    assertThat(dispatcher.status().isDegraded()).isFalse();
    assertThat(dispatcher.status().waiting()).isZero();
  }

  @Test
  void shouldAskNoSoonerThanTheEngineSays() {
    engine.isUnavailable = true;
    engine.retryAfter = Duration.ofSeconds(5);
    submit("en", "1");
    loop.run();

    assertCallAfter(5_000, 2);
  }

  @Test
  void shouldDeliverWhatWasScoredAndSendOnlyTheRestAgain() {
    engine.isPostponing = true;
    submit("en", "good", "later", "bad");
    loop.run();

    assertThat(results.poll().submission().text()).isEqualTo("good");
    assertThat(results.poll().submission().text()).isEqualTo("bad");
    assertThat(results.poll()).isNull();
    assertThat(dispatcher.status().failure()).isEqualTo("half done");

    engine.isPostponing = false;
    loop.advance(Duration.ofSeconds(1));
    assertThat(engine.calls).containsExactly(List.of("good", "later", "bad"), List.of("later"));
    assertThat(results.poll().submission().text()).isEqualTo("later");
    assertThat(dispatcher.status().isDegraded()).isFalse();
  }

  @Test
  void shouldFillTheBatchWhileTheLimitsOfTheEngineHoldItBack() {
    engine.untilNextCall = Duration.ofMillis(100);
    submit("en", "1");
    loop.advance(Duration.ofMillis(50));
    submit("en", "2");
    loop.run();
    assertThat(engine.calls).isEmpty();

    engine.untilNextCall = Duration.ZERO;
    loop.advance(Duration.ofMillis(50));
    assertThat(engine.calls).containsExactly(List.of("1", "2"));
  }

  @Test
  void shouldAbandonTextsWhenTheirTaskCloses() {
    engine.isSlow = true;
    submit("en", "1", "2", "3", "4", "5", "6", "7");
    loop.run();
    results.close();
    engine.answer();
    loop.advance(LINGER);

    assertThat(engine.calls).hasSize(2);
    assertThat(results.poll()).isNull();
    assertThat(dispatcher.status().waiting()).isZero();
    assertThat(dispatcher.status().inFlight()).isZero();
  }

  @Test
  void shouldSayWhyWhenTheEngineBreaksItsContract() {
    engine.broken = new IllegalArgumentException("no such model");
    submit("en", "1");
    loop.run();

    assertThatThrownBy(dispatcher::check)
        .hasMessageContaining("fake-1")
        .hasRootCauseMessage("no such model");
  }

  @Test
  void shouldKeepTheLimitsOfEachEngineWhenThereAreTwo() {
    engine.french = new FakeEngine("french-1", 2, 1);
    engine.isSlow = true;
    engine.french.isSlow = true;
    submit("en", "1", "2", "3", "4", "5", "6", "7");
    submit("fr", "a", "b", "c");
    loop.run();

    assertThat(engine.calls).containsExactly(List.of("1", "2", "3"), List.of("4", "5", "6"));
    assertThat(engine.french.calls).containsExactly(List.of("a", "b"));
    assertThat(dispatcher.status().inFlight()).isEqualTo(3);
    assertThat(dispatcher.status().waiting()).isEqualTo(2);
    assertThat(dispatcher.engineName("en")).isEqualTo("fake-1");
    assertThat(dispatcher.engineName("fr")).isEqualTo("french-1");

    engine.french.answer();
    loop.run();
    assertThat(engine.calls).hasSize(2);
    assertThat(engine.french.calls).hasSize(2);
  }

  @Test
  void shouldGoOnWithOneEngineWhenTheOtherIsUnavailable() {
    engine.french = new FakeEngine("french-1", 2, 1);
    engine.french.isUnavailable = true;
    submit("fr", "a");
    submit("en", "1");
    loop.run();
    submit("en", "2");
    loop.run();

    assertThat(engine.calls).containsExactly(List.of("1"), List.of("2"));
    assertThat(dispatcher.status().isDegraded()).isTrue();
    assertThat(dispatcher.status().failure()).isEqualTo("rate exceeded");

    engine.french.isUnavailable = false;
    loop.advance(Duration.ofMillis(100));
    assertThat(engine.french.calls).hasSize(2);
    assertThat(dispatcher.status().isDegraded()).isFalse();
    assertThat(dispatcher.status().texts()).isEqualTo(4);
  }

  private void assertCallAfter(int millis, int calls) {
    loop.advance(Duration.ofMillis(millis - 1));
    assertThat(engine.calls).hasSize(calls - 1);
    loop.advance(Duration.ofMillis(1));
    assertThat(engine.calls).hasSize(calls);
  }

  private void submit(String route, String... texts) {
    for (String text : texts) {
      dispatcher.submit(new Submission(text, route, text, results));
    }
  }
}
