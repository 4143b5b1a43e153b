package io.tweetsentiment.standalone.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {

  @Test
  void shouldNotReachTheEnvironmentOfAChild() throws Exception {
    ProcessBuilder program = new ProcessBuilder(List.of("env"));
    program
        .environment()
        .putAll(
            Map.of(
                "X_BEARER_TOKEN", "hidden-1",
                "PRODUCER_X_BEARER_TOKEN", "hidden-2",
                "AWS_SECRET_ACCESS_KEY", "hidden-3",
                "some_password", "hidden-4",
                "PRODUCER_TOPICS", "shown-1"));
    Process process = Secrets.removeFrom(program).start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("shown-1")
        .doesNotContain("hidden");
    assertThat(process.waitFor()).isZero();
  }
}
