package io.tweetsentiment.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  @ParameterizedTest
  @CsvSource({
    "2020-10-21T00:00:00Z, 2020-10-21T00:00:00Z",
    "2020-10-21T00:14:59.999Z, 2020-10-21T00:00:00Z",
    "2020-10-21T00:15:00Z, 2020-10-21T00:15:00Z",
    "1969-12-31T23:59:59.999Z, 1969-12-31T23:45:00Z"
  })
  void shouldHoldItsStartButNotItsEnd(Instant createdAt, Instant start) {
    Window window = Window.of(createdAt, Duration.ofMinutes(15));

    assertThat(window).isEqualTo(new Window(start, start.plus(Duration.ofMinutes(15))));
  }

  @Test
  void shouldNameItsKeyByStartAndTopic() {
    assertThat(Window.of(Instant.parse("2020-10-21T00:20:00Z"), Window.DEFAULT_SIZE).key("biden"))
        .isEqualTo("2020-10-21T00:15:00Z|biden");
  }

  @Test
  void shouldRefuseASizeOfNothing() {
    assertThatThrownBy(() -> Window.of(Instant.EPOCH, Duration.ZERO)).hasMessageContaining("PT0S");
  }
}
