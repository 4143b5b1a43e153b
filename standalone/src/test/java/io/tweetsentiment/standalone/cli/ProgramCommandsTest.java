package io.tweetsentiment.standalone.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tweetsentiment.cli.CommandProvider;
import io.tweetsentiment.cli.Program;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
            "dlq",
            "kafka-consumer-groups",
            "repair-transactions",
            "batch",
            "rescore",
            "endpoints",
            "connect",
            "ingest",
            "streams",
            "load",
            "reconcile",
            "model",
            "bench",
            "generate-completion");
  }

  /** standalone configures the logging when it starts, which must be before the first logger. */
  @Test
  void shouldCreateCommandsThatHaveNoLogger() {
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Command.class)
        .should()
        .haveRawType(Logger.class)
        .because("the program creates every command before one of them configures the logging")
        .check(new ClassFileImporter().importPackages("io.tweetsentiment"));
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
