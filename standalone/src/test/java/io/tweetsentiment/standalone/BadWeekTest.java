package io.tweetsentiment.standalone;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import io.tweetsentiment.emulators.x.XEmulator;
import io.tweetsentiment.producer.IngestConfig;
import io.tweetsentiment.producer.IngestOutcome;
import io.tweetsentiment.producer.IngestRun;
import io.tweetsentiment.producer.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The producer against an X that does each thing that goes wrong, twice. */
class BadWeekTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPIC = new SampleCorpus().topics().get(0);

  @TempDir private Path folder;
  private final TweetCorpus corpus = new SampleCorpus();
  private final Instant from = corpus.at(TOPIC, 0);
  private final Instant to = from.plus(Duration.ofHours(8));

  private XEmulator start(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("script"), script);
    return XEmulator.start(Map.of("x.script", file.toString()), Clock.systemUTC(), corpus);
  }

  private Map<String, String> settings(XEmulator x) {
    Map<String, String> settings = new HashMap<>();
    settings.put("topics", TOPIC);
    settings.put("from", from.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
    settings.put("to", to.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
    settings.put("freq", "PT1H");
    settings.put("workers", "2");
    settings.put("x.base.url", x.uri().toString());
    settings.put("x.bearer.token", "token");
    settings.put("x.http.version", "1.1");
    settings.put("x.max.results", "10");
    settings.put("x.backoff.base", "PT0S");
    settings.put("slice.retry.delay", "PT0S");
    settings.put("slice.failures.in.a.row", "1000");
    settings.put("sink", "file");
    settings.put("sink.file", folder.resolve("tweets.jsonl").toString());
    settings.put("checkpoint.file", folder.resolve("run.jsonl").toString());
    return settings;
  }

  private RunReport run(XEmulator x, IngestOutcome expected) throws Exception {
    try (IngestRun run = IngestRun.open(IngestConfig.of(settings(x)))) {
      assertThat(run.start().get(120, SECONDS)).isEqualTo(expected);
      return run.report();
    }
  }

  /** Ids of the tweets that the corpus has in the span, in all their versions. */
  private Set<String> expected() {
    Set<String> ids = new TreeSet<>();
    int high = corpus.position(TOPIC, to.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    for (int i = 0; i < high; i++) {
      ids.add(corpus.object(TOPIC, i).data().get("id").asText());
    }
    return ids;
  }

  private Set<String> arrived() throws Exception {
    Set<String> ids = new TreeSet<>();
    for (String line : Files.readAllLines(folder.resolve("tweets.jsonl"))) {
      JsonNode data = JSON.readTree(line).path("data");
      if (!data.path("deleted").asBoolean()) {
        ids.add(data.path("id").asText());
      }
    }
    return ids;
  }

  @Test
  void shouldFetchEverythingInABadWeek() throws Exception {
    try (XEmulator x =
        start(
            """
            2,22    status 503 busy
            4,24    html 502
            6,26    cut
            8,28    empty
            10,30   no-data
            12,32   expired
            14      day-limit app 2
            34      day-limit user 2
            16,36   status 429 slow down
            18,38   latency 100
            20      status 500
            40      status 504
            """)) {
      run(x, IngestOutcome.COMPLETE);
      assertThat(expected()).hasSizeGreaterThan(200);
      assertThat(arrived()).isEqualTo(expected());
      long asked = x.requests();
      run(x, IngestOutcome.COMPLETE);
      assertThat(x.requests()).as("nothing is left").isEqualTo(asked);
    }
  }

  @Test
  void shouldGoOnAfterAWeekInWhichNothingWorked() throws Exception {
    try (XEmulator x = start("12-* status 503 down\n")) {
      RunReport report = run(x, IngestOutcome.INCOMPLETE);
      assertThat(report.failed()).isNotEmpty();
      assertThat(String.join("\n", report.lines())).contains("ingest retry", "503 (down)");
    }
    try (XEmulator x = start("")) {
      run(x, IngestOutcome.COMPLETE);
    }
    assertThat(arrived()).isEqualTo(expected());
  }
}
