package io.tweetsentiment.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.cli.CommandProvider;
import io.tweetsentiment.cli.Program;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProgramCommandsTest {

  private final CommandLine program =
      Program.commandLine(ServiceLoader.load(CommandProvider.class));

  @Test
  void shouldHaveTheCommandsOfEveryModule() {
    assertThat(program.getSubcommands())
        .containsOnlyKeys(
            "standalone",
            "kafka-topics",
            "kafka-console-consumer",
            "kafka-consumer-groups",
            "repair-transactions",
            "batch",
            "endpoints",
            "connect",
            "ingest",
            "streams",
            "load",
            "model",
            "bench",
            "generate-completion");
  }

  @Test
  void shouldDescribeEveryCommandInASentence() {
    assertThat(program.getSubcommands().values())
        .allSatisfy(
            command ->
                assertThat(command.getCommandSpec().usageMessage().description()[0])
                    .as(command.getCommandName())
                    .matches("[A-Z].*\\.(\\R|.)*"));
  }
}
