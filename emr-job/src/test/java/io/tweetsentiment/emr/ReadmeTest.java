package io.tweetsentiment.emr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ReadmeTest {

  @Test
  void shouldHoldTheTableOfAllOptions() throws IOException {
    String table =
        "| option | default | what it does |\n|---|---|---|\n"
            + new CommandLine(new BatchMain())
                .getCommandSpec().options().stream()
                    .filter(option -> !option.usageHelp() && !option.versionHelp())
                    .map(ReadmeTest::row)
                    .collect(Collectors.joining());

    assertThat(Files.readString(Path.of("README.md"))).endsWith(table);
  }

  private static String row(OptionSpec option) {
    boolean flag = option.arity().max() == 0;
    String value = option.defaultValue();
    String shown = value == null ? "–" : "`" + value + "`";
    return "| `"
        + option.longestName()
        + "` | "
        + (option.required() ? "required" : flag ? "–" : shown)
        + " | "
        + String.join("", option.description()).replace(" (" + value + ")", "")
        + " |\n";
  }
}
