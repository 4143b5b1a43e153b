package io.tweetsentiment.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandaloneEngineTest {

  private static final Path DATA = Path.of("target", "data-of-engine-test");

  private final Ports ports = new Ports(20_000);

  @Test
  void shouldTakeTheEnginesKeysFromTheEnvironmentButComprehendFromTheEmulator() {
    Map<String, String> environment =
        Map.of(
            "STREAMS_LOCAL_MODEL", "fast",
            "STREAMS_COMPREHEND_DOCUMENTS_PER_SECOND", "100",
            "STREAMS_AWS_ENDPOINT", "http://elsewhere",
            "STREAMS_WINDOW_SIZE", "PT1H");

    assertThat(StandaloneEngine.settings(environment, ports, DATA))
        .isEqualTo(
            Map.of(
                "local.model", "fast",
                "comprehend.documents.per.second", "100",
                "comprehend.calls.per.second", "0",
                "aws.endpoint", "http://127.0.0.1:24568",
                "engines.folder", DATA.resolve("engines").toString(),
                "aws.region", "us-east-1"));
    try (SentimentEngine engine = StandaloneEngine.open("local", environment, ports, DATA)) {
      assertThat(engine.name()).endsWith("-fast");
    }
  }

  @Test
  void shouldNameTheOptionWhenTheEngineCannotBeOpened() {
    assertThatThrownBy(() -> StandaloneEngine.open("http", Map.of(), ports, DATA))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("--engine http", "http.url");
    assertThatThrownBy(() -> StandaloneEngine.open("onnx", Map.of(), ports, DATA))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("--engine onnx", "sentiment-onnx");
  }
}
