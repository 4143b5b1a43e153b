package io.tweetsentiment.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.Setting;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginesTest {

  @Test
  void shouldOpenEveryNamedEngineWhenItsSettingsAreGiven() {
    Map<String, String> settings =
        Map.of("aws.region", "us-east-1", "http.url", "http://127.0.0.1:1/score");

    for (String name : Engines.names()) {
      try (SentimentEngine engine = Engines.open(name, settings)) {
        assertThat(engine.name()).isNotBlank();
        assertThat(engine.maxBatch()).isPositive();
        assertThat(engine.maxInFlight()).isPositive();
      }
    }
  }

  @Test
  void shouldNameTheKnownEnginesWhenTheNameIsUnknown() {
    assertThatThrownBy(() -> Engines.open("lokal", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("lokal", "local", "comprehend", "http");
  }

  @Test
  void shouldNameTheJarWhenTheEngineIsInAnotherOne() {
    Map<String, String> settings = Map.of("onnx.folder", "/models/tweets");

    assertThatThrownBy(() -> Engines.open("onnx", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("onnx", "sentiment-onnx", "TWEET_SENTIMENT_CLASSPATH");
    assertThatThrownBy(() -> Engines.open("local", Map.of("languages.other", "onnx")))
        .hasMessageContaining("sentiment-onnx");
    assertThatThrownBy(() -> Engines.require("onnx")).hasMessageContaining("sentiment-onnx");
  }

  @Test
  void shouldNameTheKnownKeysWhenAKeyIsUnknown() {
    assertThatThrownBy(() -> Engines.open("local", Map.of("local.thread", "2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("local.thread", "local.threads");
  }

  @Test
  void shouldDescribeEveryKeyOnce() {
    assertThat(Engines.settings()).extracting(Setting::key).doesNotHaveDuplicates();
    assertThat(Engines.settings()).allSatisfy(setting -> assertThat(setting.doc()).endsWith("."));
  }
}
