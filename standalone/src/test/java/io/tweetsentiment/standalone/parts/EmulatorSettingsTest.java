package io.tweetsentiment.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorSettingsTest {

  @TempDir private Path folder;

  @Test
  void shouldReadTheVariablesOfStandalone() {
    Settings settings = EmulatorSettings.standalone(Map.of("STANDALONE_X_RATE_LIMIT", "300"));

    assertThat(settings.string("x.rate.limit")).isEqualTo("300");
    assertThat(settings.string("comprehend.latency")).isEqualTo("PT0.1S");
  }

  @Test
  void shouldPutVariablesOverTheFileForEndpoints() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("e.properties"),
            "x.rate.limit=1\nkinesis.fsync=true\ncomprehend.throttled=0.1\n");
    Settings settings =
        EmulatorSettings.endpoints(
            Optional.of(file),
            Map.of(
                "ENDPOINTS_X_RATE_LIMIT", "300",
                "STANDALONE_X_RATE_LIMIT", "2",
                "STANDALONE_COMPREHEND_THROTTLED", "0.2"));

    assertThat(settings.string("x.rate.limit")).isEqualTo("300");
    assertThat(settings.bool("kinesis.fsync")).isTrue();
    assertThat(settings.decimal("comprehend.throttled")).isEqualTo(0.2);
  }

  @Test
  void shouldNameAnUnknownKeyOfTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("e.properties"), "x.rate.limits=1\n");

    assertThatThrownBy(() -> EmulatorSettings.endpoints(Optional.of(file), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("x.rate.limits");
  }
}
