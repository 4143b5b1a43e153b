package io.tweetsentiment.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class BenchCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();

  /** Measures nothing. */
  @Command(name = "still")
  static final class Still implements Callable<Integer> {
    @Mixin private Report report;

    @Override
    public Integer call() throws Exception {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("tweets", 3.0);
      figures.put("seconds", 12.52);
      report.of(figures);
      return 0;
    }
  }

  @Test
  void shouldPrintATableAndWriteOneFlatObjectWhenAskedTo() throws Exception {
    Path json = folder.resolve("figures.json");

    assertThat(run("--json", json.toString())).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "tweets                                3.000",
            "seconds                                12.5");
    assertThat(json).hasContent("{\"tweets\":3.0,\"seconds\":12.52}");
  }

  @Test
  void shouldWriteNoFileWhenNotAskedTo() throws Exception {
    assertThat(run()).isZero();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pipeline,true",
    "streams,true",
    "latency,true",
    "kinesis,false",
    "connectors,true",
    "broken,true",
    "model,false"
  })
  void shouldTakeTheSameOptionsInEachBenchmark(String name, boolean hasPorts) {
    var options =
        new CommandLine(new BenchCommand())
            .getSubcommands()
            .get(name)
            .getCommandSpec()
            .optionsMap();

    assertThat(options).containsKey("--json");
    assertThat(options.containsKey("--port-offset")).isEqualTo(hasPorts);
  }

  private int run(String... args) {
    return new CommandLine(new Still()).setOut(new PrintWriter(out, true)).execute(args);
  }
}
