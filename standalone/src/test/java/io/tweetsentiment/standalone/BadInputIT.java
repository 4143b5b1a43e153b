package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid input: each command fails with one line that says what is wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

  @TempDir static Path folder;

  @BeforeAll
  void write() throws Exception {
    Files.writeString(
        folder.resolve("tweets.jsonl"),
        "{\"data\":{\"id\":\"1\",\"text\":\"t\",\"created_at\":\"2026-01-01T00:00:00Z\"},"
            + "\"topic\":\"tea\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--topic milk                                            | milk: no tweet has this topic",
        "--from 2026-01-01 --topic milk                          | milk: no tweet has this topic",
        "--from yesterday                                        | --from is 'yesterday'",
        "--to 2026-13-01T00:00:00Z                               | --to is '2026-13-01T00:00:00Z'",
        "--from 2026-01-02T00:00:00Z --to 2026-01-01T00:00:00Z   | is not before --to",
        "--max-idle 0                                            | --max-idle is '0'; it takes an ISO-8601",
        "--max-idle PT0S                                         | --max-idle PT0S is not greater than 0",
        "--engine oracle                                         | local, comprehend",
        "--nonsense                                              | --nonsense",
        "--from 2027-01-01T00:00:00Z                             | from 2026-01-01T00:00:00Z to",
      })
  void shouldSayInOneLineWhatIsWrong(String options, String message) throws Exception {
    String args = "--tweets " + folder.resolve("tweets.jsonl") + " " + options;
    requireRefused(args.strip().split(" ", -1), message);
  }

  @Test
  void shouldNameTheFileThatIsMissing() throws Exception {
    Path missing = folder.resolve("missing.jsonl");
    requireRefused(new String[] {"--tweets", missing.toString()}, missing + ": there is no such");
  }

  @Test
  void shouldListTheTopicsWhenTheTopicIsEmpty() throws Exception {
    Path tweets = folder.resolve("tweets.jsonl");
    requireRefused(
        new String[] {"--tweets", tweets.toString(), "--topic", ""},
        "--topic is empty. The tweets have the topics: tea.");
  }

  @ParameterizedTest
  @CsvSource({"60000", "-1"})
  void shouldNameAnOffsetThatLeavesNoPorts(String offset) throws Exception {
    String data = CommandProcess.data(folder).toString();
    List<String> args = List.of("standalone", "--data", data, "--port-offset", offset);
    try (CommandProcess command = CommandProcess.tool(folder, CommandProcess.freePorts(), args)) {
      assertThat(command.awaitExit()).isEqualTo(2);
      assertThat(command.err()).contains("--port-offset is " + offset).hasLineCount(1);
    }
  }

  @Test
  void shouldNameAReportThatCannotBeWritten() throws Exception {
    Path report = folder.resolve("tweets.jsonl/report.json");
    requireRefused(new String[] {"--report", report.toString()}, report + " cannot be written");
  }

  @Test
  void shouldNameADataFolderThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    List<String> args = List.of("standalone", "--data", file.resolve("data").toString());
    try (CommandProcess command = CommandProcess.tool(folder, CommandProcess.freePorts(), args)) {
      assertThat(command.awaitExit()).isEqualTo(2);
      assertThat(command.err()).contains("cannot write the data folder").hasLineCount(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"nonsense", "127.0.0.1:1"})
  void shouldNameTheBrokersThatARepairDoesNotReach(String address) throws Exception {
    List<String> args = List.of("repair-transactions", "--bootstrap-server", address);
    try (CommandProcess command = CommandProcess.tool(folder, CommandProcess.freePorts(), args)) {
      assertThat(command.awaitExit()).isEqualTo(2);
      assertThat(command.err()).contains("--bootstrap-server " + address + ": no broker answers");
    }
  }

  @Test
  void shouldNameAClientConfigurationThatCannotBeRead() throws Exception {
    String file = folder.resolve("none.properties").toString();
    List<String> args =
        List.of(
            "repair-transactions", "--bootstrap-server", "127.0.0.1:1", "--command-config", file);
    try (CommandProcess command = CommandProcess.tool(folder, CommandProcess.freePorts(), args)) {
      assertThat(command.awaitExit()).isEqualTo(2);
      assertThat(command.err()).contains("--command-config " + file).hasLineCount(1);
    }
  }

  private static void requireRefused(String[] args, String message) throws Exception {
    try (CommandProcess command =
        CommandProcess.standalone(folder, CommandProcess.freePorts(), Map.of(), args)) {
      int code = command.awaitExit();
      assertThat(command.err()).contains(message).hasLineCount(1);
      assertThat(code).as(command::err).isEqualTo(2);
    }
  }
}
