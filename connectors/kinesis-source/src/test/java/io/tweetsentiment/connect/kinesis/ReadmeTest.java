package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void shouldHoldTheTableOfAllKeys() throws IOException {
    String table =
        "| Key | Default | What it does |\n|---|---|---|\n"
            + KinesisSourceConfig.CONFIG_DEF.configKeys().values().stream()
                .map(ReadmeTest::row)
                .collect(Collectors.joining());

    assertThat(Files.readString(Path.of("README.md"))).contains(table);
  }

  private static String row(ConfigDef.ConfigKey key) {
    String value = String.valueOf(key.defaultValue);
    boolean none = value.isEmpty() || value.equals("[]") || value.equals("[hidden]");
    String shown = !key.hasDefault() ? "required" : none ? "–" : "`" + value + "`";
    return "| `" + key.name + "` | " + shown + " | " + key.documentation + " |\n";
  }
}
