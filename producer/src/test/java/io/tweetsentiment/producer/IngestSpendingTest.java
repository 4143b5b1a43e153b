package io.tweetsentiment.producer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.producer.FakeX.Canned;
import io.tweetsentiment.producer.checkpoint.FileCheckpoints;
import io.tweetsentiment.producer.checkpoint.Spending;
import io.tweetsentiment.producer.staging.LocalPages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run writes down as spent when a page does not come as it should. */
class IngestSpendingTest extends IngestTestBase {

  private static final Canned CUT_OFF = new Canned(200, Map.of(), "{\"data\":[");

  @BeforeEach
  void onePageOfFiveTweets() {
    x.with("biden", FROM, FROM.plusSeconds(900), 5, 100);
    settings.put("to", FROM.plusSeconds(900).toString());
    settings.put("x.max.results", "10");
    settings.put("slice.attempts", "1");
  }

  private Spending spent() throws Exception {
    return FileCheckpoints.read(Path.of(settings.get("checkpoint.file"))).spent();
  }

  private void first(Canned answer) {
    AtomicInteger calls = new AtomicInteger();
    x.trouble(request -> calls.incrementAndGet() == 1 ? answer : null);
  }

  @Test
  void shouldCountAnAnswerThatCannotBeRead() throws Exception {
    first(CUT_OFF);
    complete();
    assertThat(spent().requests()).isEqualTo(2);
    assertThat(spent().tweets()).as("X may have billed the whole page").isEqualTo(15);
  }

  @Test
  void shouldCountARequestWhoseAnswerDidNotCome() throws Exception {
    settings.put("x.timeout", "PT1S");
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    x.trouble(
        request -> {
          if (calls.incrementAndGet() == 1) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return null;
        });
    complete();
    assertThat(spent().requests()).isEqualTo(2);
  }

  @Test
  void shouldNotCountWhatXRefuses() throws Exception {
    first(new Canned(503, Map.of(), "busy"));
    complete();
    assertThat(spent().requests()).isEqualTo(1);
    assertThat(spent().tweets()).isEqualTo(5);
  }

  @Test
  void shouldNotCountARequestThatWasNotSent() throws Exception {
    settings.put("x.base.url", "http://127.0.0.1:1");
    incomplete();
    assertThat(spent()).isEqualTo(Spending.NONE);
  }

  @Test
  void shouldNotRepeatARequestBeyondTheLimit() throws Exception {
    settings.put("max.requests", "2");
    x.trouble(request -> CUT_OFF);
    try (IngestRun run = run()) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.LIMIT_REACHED);
      assertThat(run.limit()).isEqualTo("max.requests");
    }
    assertThat(x.requests()).hasSize(2);
    assertThat(spent().requests()).isEqualTo(2);
  }

  @Test
  void shouldNotRepeatAPageThatOnlyFitsInPart() throws Exception {
    settings.put("max.tweets", "15");
    settings.put("x.max.results", "10");
    x.trouble(request -> CUT_OFF);
    try (IngestRun run = run()) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.LIMIT_REACHED);
      assertThat(run.limit()).isEqualTo("max.tweets");
    }
    assertThat(x.requests()).hasSize(1);
    assertThat(spent().tweets()).isEqualTo(10);
  }

  @Test
  void shouldCountAPageThatCannotBeKept() throws Exception {
    settings.put("staging", "local");
    Path notAFolder = Files.writeString(folder.resolve("full"), "");
    pages = new LocalPages(notAFolder);
    assertThat(failure()).contains("staging");
    assertThat(spent().requests()).isEqualTo(x.requests().size());
    assertThat(spent().tweets()).isEqualTo(5L * x.requests().size());
  }

  /** X gives counts in pages, and each is billed. */
  @Test
  void shouldStopAtTheLimitWhileItCounts() throws Exception {
    settings.put("plan.counts.above", "1");
    settings.put("to", TO.toString());
    settings.put("max.requests", "3");
    AtomicInteger calls = new AtomicInteger();
    x.trouble(
        request ->
            new Canned(
                200, Map.of(), "{\"meta\":{\"next_token\":\"" + calls.incrementAndGet() + "\"}}"));
    try (IngestRun run = run()) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.LIMIT_REACHED);
    }
    assertThat(x.requests()).hasSize(3);
    assertThat(kinesis.keys()).isEmpty();
  }
}
