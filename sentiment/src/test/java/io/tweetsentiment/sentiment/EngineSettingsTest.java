package io.tweetsentiment.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {

  private static final List<EngineSetting> KNOWN =
      List.of(
          new EngineSetting("a.number", "3", "A number."),
          new EngineSetting("a.share", "0.5", "A share."),
          new EngineSetting("a.time", "PT1S", "A time."),
          new EngineSetting("a.list", null, "A list."));

  @Test
  void shouldUseDefaultsWhenNothingIsGivenOrTheValueIsBlank() {
    EngineSettings settings = new EngineSettings(Map.of("a.number", " "), KNOWN);

    assertThat(settings.integer("a.number", 1)).isEqualTo(3);
    assertThat(settings.decimal("a.share", 0, 1)).isEqualTo(0.5);
    assertThat(settings.duration("a.time")).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.list("a.list")).isEmpty();
    assertThat(settings.optional("a.list")).isEmpty();
  }

  @Test
  void shouldReadValuesWhenTheyAreGiven() {
    EngineSettings settings =
        new EngineSettings(
            Map.of("a.number", "7", "a.share", "1", "a.time", "PT0.2S", "a.list", "x, ,y"), KNOWN);

    assertThat(settings.integer("a.number", 1)).isEqualTo(7);
    assertThat(settings.decimal("a.share", 0, 1)).isEqualTo(1.0);
    assertThat(settings.duration("a.time")).isEqualTo(Duration.ofMillis(200));
    assertThat(settings.list("a.list")).containsExactly("x", "y");
  }

  @Test
  void shouldNameKeyValueAndFormWhenAValueHasNoMeaning() {
    EngineSettings settings =
        new EngineSettings(Map.of("a.number", "many", "a.share", "2", "a.time", "1s"), KNOWN);

    assertThatThrownBy(() -> settings.integer("a.number", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a.number is 'many'; it takes a whole number.");
    assertThatThrownBy(() -> settings.decimal("a.share", 0, 1))
        .hasMessage("a.share is 2.0; it takes 0.0 to 1.0.");
    assertThatThrownBy(() -> settings.duration("a.time"))
        .hasMessageContainingAll("a.time", "'1s'", "PT10S");
    assertThatThrownBy(() -> settings.string("a.list")).hasMessageContaining("a.list is not set");
  }

  @Test
  void shouldRefuseValuesBelowTheMinimum() {
    EngineSettings settings = new EngineSettings(Map.of("a.number", "0", "a.time", "PT0S"), KNOWN);

    assertThatThrownBy(() -> settings.integer("a.number", 1))
        .hasMessage("a.number is 0; it takes at least 1.");
    assertThatThrownBy(() -> settings.duration("a.time")).hasMessageContaining("positive");
  }
}
