package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void shouldBeFilledInByTheBuildAndKnownToEveryCommand() {
    assertThat(Version.ofThisBuild()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(Main.commandLine().getSubcommands().values())
        .allSatisfy(
            command ->
                assertThat(command.getCommandSpec().version())
                    .containsExactly("tweet-sentiment " + Version.ofThisBuild()));
  }
}
