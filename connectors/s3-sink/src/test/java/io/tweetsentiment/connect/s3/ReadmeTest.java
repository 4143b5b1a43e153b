package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.config.S3SinkConfig;
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
            + S3SinkConfig.CONFIG_DEF.configKeys().values().stream()
                .map(ReadmeTest::row)
                .collect(Collectors.joining());

    assertThat(Files.readString(Path.of("README.md"))).contains(table);
  }

  private static String row(ConfigDef.ConfigKey key) {
    Object value = key.defaultValue;
    String shown =
        !key.hasDefault()
            ? "required"
            : value == null || value.toString().isEmpty() || value.toString().equals("[]")
                ? "–"
                : value.toString().equals("[hidden]") ? "–" : "`" + value + "`";
    return "| `" + key.name + "` | " + shown + " | " + key.documentation + " |\n";
  }
}
