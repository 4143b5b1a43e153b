package io.tweetsentiment.standalone.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Console console = new Console(new PrintStream(bytes, true, UTF_8));

  @Test
  void shouldSayOnceThatTroubleBeginsAndEnds() {
    console.trouble(Optional.empty());
    console.trouble(Optional.of("the engine failed 1 times: status 404"));
    console.trouble(Optional.of("the engine failed 2 times: status 404"));
    console.trouble(Optional.empty());
    console.trouble(Optional.empty());
    console.trouble(Optional.of("the engine failed 1 times: no connection"));

    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly(
            "trouble: the engine failed 1 times: status 404",
            "the trouble is over",
            "trouble: the engine failed 1 times: no connection");
  }
}
