package io.tweetsentiment.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.emulators.comprehend.ComprehendEmulator;
import io.tweetsentiment.emulators.kinesis.KinesisEmulator;
import io.tweetsentiment.emulators.x.XEmulator;
import io.tweetsentiment.settings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final List<Setting> ALL =
      Stream.of(KinesisEmulator.SETTINGS, ComprehendEmulator.SETTINGS, XEmulator.SETTINGS)
          .flatMap(List::stream)
          .toList();

  @Test
  void shouldListEverySetting() throws Exception {
    String table =
        ALL.stream()
            .map(Setting::tableRow)
            .collect(
                Collectors.joining("\n", "| key | default | meaning |\n|---|---|---|\n", "\n"));
    assertThat(Files.readString(Path.of("README.md")))
        .as("the settings table of standalone/emulators/README.md; it should be:\n%s", table)
        .contains("<!-- settings -->\n" + table + "<!-- /settings -->");
  }

  @Test
  void shouldGiveEachKeyToOneEmulator() {
    assertThat(ALL).extracting(Setting::key).doesNotHaveDuplicates();
  }
}
