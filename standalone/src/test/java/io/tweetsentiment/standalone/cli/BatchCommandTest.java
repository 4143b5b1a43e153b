package io.tweetsentiment.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.cli.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BatchCommandTest {

  @TempDir Path home;

  private void script(String text) throws Exception {
    Path script = home.resolve("emr-job/run-local");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\n" + text + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void shouldReturnTheExitCodeOfTheScript() throws Exception {
    script("exit 7");

    assertThat(new BatchCommand(home).run(List.of())).isEqualTo(7);
  }

  @Test
  void shouldPassOnEveryArgument() throws Exception {
    script("echo \"$@\" > " + home.resolve("arguments"));

    int code = new CommandLine(new BatchCommand(home).spec()).execute("--help", "--input", "a b");

    assertThat(code).isZero();
    assertThat(home.resolve("arguments")).hasContent("--help --input a b");
  }

  @Test
  void shouldNameTheScriptThatIsMissing() {
    assertThatThrownBy(() -> new BatchCommand(home).run(List.of()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(home.resolve("emr-job/run-local") + " does not exist");
  }
}
