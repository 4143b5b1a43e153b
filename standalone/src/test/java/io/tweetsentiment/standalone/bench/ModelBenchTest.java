package io.tweetsentiment.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelBenchTest {

  @TempDir private Path folder;

  @Test
  void shouldScoreTheTextsOfTheFileWithEveryModel() throws IOException {
    Path file =
        Files.write(
            folder.resolve("tweets.jsonl"),
            List.of(
                "{\"data\":{\"id\":\"1\",\"text\":\"I love it\"}}", "{\"data\":{\"id\":\"2\"}}"));
    assertThat(ModelBench.read(file)).containsExactly("I love it");
    for (String model : List.of("fast", "accurate", "vader")) {
      ModelBench bench = new ModelBench();
      bench.model = model;
      bench.tweets = file.toString();
      bench.load();
      assertThat(bench.score().positive()).isGreaterThan(0.5);
      assertThat(bench.score()).isEqualTo(bench.score());
    }
  }

  @Test
  void shouldSaySoWhenThereIsNothingToScore() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.jsonl"));
    assertThatThrownBy(() -> ModelBench.read(file)).hasMessageContaining("empty.jsonl");
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new ModelBenchCommand())
            .setErr(new PrintWriter(err))
            .execute("--tweets", folder.resolve("none").toString());
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("none", "--tweets");
  }
}
