package io.tweetsentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.SettingsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ProgramTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(
      name = "fly",
      mixinStandardHelpOptions = true,
      description = "Flies to the south. It stays there.")
  private static final class Fly implements Callable<Integer> {

    private final Callable<Integer> flight;

    @Option(names = "--height")
    private int height;

    Fly(Callable<Integer> flight) {
      this.flight = flight;
    }

    @Override
    public Integer call() throws Exception {
      return flight.call() + height;
    }
  }

  @Command(name = "model", description = "Trains.")
  private static final class Model implements Runnable {
    @Override
    public void run() {}
  }

  private int run(Callable<Integer> flight, String... args) {
    CommandProvider provider =
        () ->
            List.of(
                new ProgramCommand(Group.MODEL, new Model()),
                new ProgramCommand(
                    Group.PARTS,
                    new Fly(flight),
                    "bird",
                    () ->
                        List.of(
                            Setting.of("wing.beat", "PT0.1S", "Time of a beat."),
                            Setting.required("nest", "Where the flight begins."))));
    CommandLine program = Program.commandLine(List.of(provider));
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return program.execute(args);
  }

  private static Callable<Integer> failing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  @Test
  void shouldListCommandsUnderTheirGroups() {
    assertThat(run(() -> 0, "--help")).isZero();

    assertThat(out.toString())
        .containsSubsequence(
            "Run one part:",
            "  fly    Flies to the south.",
            "Train and evaluate the sentiment model:",
            "  model  Trains.",
            "Exit codes:")
        .doesNotContain("It stays there", "generate-completion");
  }

  @Test
  void shouldListTheSettingsOfAPart() {
    assertThat(run(() -> 0, "fly", "--help")).isZero();

    assertThat(out.toString())
        .containsSubsequence(
            "(wing.beat is BIRD_WING_BEAT there):",
            "wing.beat",
            "Time of a beat. Default: PT0.1S.",
            "nest",
            "Where the flight begins. Required.");
  }

  @Test
  void shouldPrintTheHelpWithoutACommand() {
    assertThat(run(() -> 0)).isZero();

    assertThat(out.toString()).contains("Usage: tweet-sentiment");
  }

  @Test
  void shouldPrintTheVersionOfTheBuild() {
    assertThat(run(() -> 0, "--version")).isZero();

    assertThat(out.toString()).matches("tweet-sentiment \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void shouldPrintTheVersionForEveryCommand() {
    assertThat(run(() -> 0, "fly", "--version")).isZero();

    assertThat(out.toString()).startsWith("tweet-sentiment ");
  }

  @Test
  void shouldReturnTheCodeOfTheCommand() {
    assertThat(run(() -> 0, "fly", "--height", "3")).isEqualTo(3);
  }

  @Test
  void shouldAnswerAWrongOptionInOneLine() {
    assertThat(run(() -> 0, "fly", "--height", "low")).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("tweet-sentiment fly: ")
        .contains("--height", "low")
        .endsWith("(tweet-sentiment fly --help lists the options)");
  }

  @Test
  void shouldAnswerAnUnknownCommandInOneLine() {
    assertThat(run(() -> 0, "flyy")).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err)
        .hasToString(
            String.format(
                "tweet-sentiment: 'flyy' is not a command; did you mean fly?"
                    + " (tweet-sentiment --help lists the commands)%n"));
  }

  @Test
  void shouldEndWithTheCodeOfACommandFailure() {
    assertThat(run(failing(CommandException.failed("the wind is against us")), "fly"))
        .isEqualTo(ExitCode.FAILED);

    assertThat(err).hasToString(String.format("tweet-sentiment fly: the wind is against us%n"));
  }

  @Test
  void shouldCallASettingsExceptionBadInput() {
    assertThat(run(failing(new SettingsException("height is 'low'")), "fly"))
        .isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err).hasToString(String.format("tweet-sentiment fly: height is 'low'%n"));
  }

  @Test
  void shouldPrintTheStackTraceOfAnUnforeseenFailureAndItsCauseLast() {
    assertThat(run(failing(new IllegalArgumentException("no wings")), "fly"))
        .isEqualTo(ExitCode.FAILED);

    assertThat(err.toString()).contains("at io.tweetsentiment.cli.ProgramTest");
    assertThat(err.toString().lines().reduce("", (before, line) -> line))
        .isEqualTo("tweet-sentiment fly: failed: java.lang.IllegalArgumentException: no wings");
  }

  @Test
  void shouldGenerateACompletionScript() {
    assertThat(run(() -> 0, "generate-completion")).isZero();

    assertThat(out.toString()).contains("_complete_tweet-sentiment", "fly");
  }
}
