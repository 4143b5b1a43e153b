package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.emulators.corpus.SampleTotals;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over the generated sample and over both recorded files. */
@Tag("long")
class SampleIT {

  @TempDir Path folder;

  private JsonNode once(String... args) throws Exception {
    Path report = folder.resolve("report.json");
    String[] all = java.util.Arrays.copyOf(args, args.length + 3);
    all[args.length] = "--once";
    all[args.length + 1] = "--report";
    all[args.length + 2] = report.toString();
    try (CommandProcess run =
        CommandProcess.standalone(folder, CommandProcess.freePorts(), Map.of(), all)) {
      assertThat(run.awaitExit()).as(run::err).isZero();
    }
    return new ObjectMapper().readTree(report.toFile());
  }

  @Test
  void shouldCountWhatTheSampleIsMadeOf() throws Exception {
    SampleTotals made = new SampleCorpus().totals();
    JsonNode status = once();
    Sums.requireEqual(status);
    int merged = made.pairs() - made.deletions();
    assertThat(status.required("received").asInt()).isEqualTo(made.objects() + made.deletions());
    assertThat(status.required("merged").asInt()).isEqualTo(merged);
    assertThat(status.required("loaded_tweets").asInt()).isEqualTo(merged);
    assertThat(status.required("duplicates").asInt()).isEqualTo(made.duplicates());
    assertThat(status.required("dead_lettered").asInt()).isZero();
    assertThat(status.required("pending").asInt()).isZero();
  }

  @Test
  void shouldCountEachTweetOfTwoFilesOnce() throws Exception {
    Path biden = Recorded.file("biden-4days.jsonl.gz");
    Path trump = Recorded.file("trump-2days.jsonl.gz");
    Map<String, Integer> counted = new TreeMap<>(Recorded.tweetsByQuarter(biden, trump));
    int tweets = counted.values().stream().mapToInt(Integer::intValue).sum();
    JsonNode status = once("--tweets", biden.toString(), "--tweets", trump.toString());
    Sums.requireEqual(status);
    for (String counter : new String[] {"received", "merged", "loaded_tweets"}) {
      assertThat(status.required(counter).asInt()).as(counter).isEqualTo(tweets);
    }
    assertThat(status.required("loaded_windows").asInt()).isEqualTo(counted.size());
  }
}
