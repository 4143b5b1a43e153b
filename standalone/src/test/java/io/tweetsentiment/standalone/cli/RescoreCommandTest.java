package io.tweetsentiment.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RescoreCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--engine comprehend,local | takes one engine",
        "--engine local --only engine=a --only engine=b | once for each",
        "--engine local --only label=MIXED --only label=UNSCORED | once for each"
      })
  void shouldRefuseWhatItCannotDo(String arguments, String message) {
    RescoreCommand command = new RescoreCommand();
    new CommandLine(command).parseArgs(arguments.split(" "));

    assertThatThrownBy(command::call)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldNotUseScoresOnDiskInARunOfItsOwn() {
    assertThat(RescoreCommand.unreadScores(Map.of("http.cache.disk.age", "P1D")))
        .containsEntry("comprehend.cache.disk.age", "PT0.001S")
        .doesNotContainKey("http.cache.disk.age");
  }
}
