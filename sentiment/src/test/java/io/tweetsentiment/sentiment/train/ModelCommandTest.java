package io.tweetsentiment.sentiment.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new ModelCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void shouldPrintAndWriteTheFiguresOfLabelledTexts() throws IOException {
    Path data =
        Files.write(
            folder.resolve("texts.tsv"),
            List.of("0\tI hate this awful thing", "1\tThe bus leaves at noon", "2\tI love it!!!"));
    Path json = folder.resolve("figures.json");

    int code = run("evaluate", "--data", data.toString(), "--json", json.toString());

    assertThat(code).isZero();
    assertThat(out.toString()).contains("local-2-accurate", "macro-recall", "VADER", "neutral");
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    for (String key :
        List.of("macro_recall", "macro_f1", "accuracy", "ece", "vader_macro_recall")) {
      assertThat(figures.path(key).isNumber()).as(key).isTrue();
    }
    assertThat(figures.get("macro_recall").asDouble()).isEqualTo(100);
  }

  @Test
  void shouldEndWithCodeTwoWhenTheInputIsBad() throws IOException {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("train or evaluate");
    assertThat(run("evaluate", "--data", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("none");
    Path empty = Files.createFile(folder.resolve("empty.tsv"));
    assertThat(run("evaluate", "--data", empty.toString())).isEqualTo(2);
    assertThat(run("evaluate", "--data", empty.toString(), "--model", "best")).isEqualTo(2);
    assertThat(err.toString()).contains("unknown model best");
    String nowhere = folder.resolve("no/where.json").toString();
    assertThat(run("evaluate", "--data", empty.toString(), "--json", nowhere)).isEqualTo(2);
    assertThat(err.toString()).contains("--json " + nowhere);
    assertThat(run("train", "--data", folder.toString(), "--out", nowhere)).isEqualTo(2);
    assertThat(err.toString()).contains("--out " + nowhere);
    assertThat(run("train", "--data", folder.toString(), "--out", folder.resolve("m").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("train.tsv.gz");
  }
}
