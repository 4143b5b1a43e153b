package io.tweetsentiment.emulators.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.emulators.corpus.FileCorpus;
import io.tweetsentiment.emulators.corpus.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Serves the recorded tweets; skipped where the file is missing. */
class ReplayCorpusTest {
  @Test
  void shouldServeEachRecordedTweetOnceAndStaySmall() throws IOException {
    Path biden = SharedFiles.data("replay/biden-4days.jsonl.gz");
    Path trump = SharedFiles.data("replay/trump-2days.jsonl.gz");
    long before = used();
    FileCorpus corpus = FileCorpus.read(List.of(biden, trump));
    long megabytes = (used() - before) >> 20;
    assertThat(megabytes).as("MB for 60,086 tweets").isLessThan(60);
    assertThat(corpus.size("biden")).isEqualTo(34_856);
    assertThat(corpus.size("trump")).isEqualTo(25_230);
    assertThat(corpus.span(List.of("biden"), Duration.ofMinutes(15)))
        .contains(
            new TimeSpan(
                Instant.parse("2020-10-21T00:00:00Z"), Instant.parse("2020-10-25T00:00:00Z")));
    try (XEmulator emulator = XEmulator.start(Map.of(), Clock.systemUTC(), corpus)) {
      List<String> ids =
          Search.ids(
              new Search(emulator.uri())
                  .pages("/2/tweets/search/all", "query", "biden", "max_results", "500"));
      assertThat(ids).hasSize(34_856).doesNotHaveDuplicates();
    }
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
