package io.tweetsentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  @Test
  void shouldHoldOneLineForEverySetting() throws IOException {
    List<String> readme = Files.readAllLines(Path.of("README.md"));
    List<String> lines = readme.subList(readme.indexOf("## Settings"), readme.size());
    List<String> expected = StreamsSettings.SETTINGS.stream().map(Setting::tableRow).toList();

    assertThat(lines.stream().filter(line -> line.matches("\\| `[a-z.]+` \\| .*")))
        .containsExactlyElementsOf(expected);
  }
}
