package io.tweetsentiment.standalone.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command that hands all its arguments to another program, including {@code --help}. */
final class PassThroughCommand {

  /** The other program. */
  interface Target {

    /**
     * Runs the program.
     *
     * @return its exit code
     */
    int run(List<String> arguments) throws Exception;
  }

  private PassThroughCommand() {}

  static CommandSpec of(String name, String description, Target target) {
    PositionalParamSpec arguments =
        PositionalParamSpec.builder()
            .paramLabel("ARGUMENT")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build();
    Callable<Integer> run =
        () -> {
          List<String> given = arguments.getValue();
          return target.run(given == null ? List.of() : given);
        };
    CommandSpec spec = CommandSpec.wrapWithoutInspection(run);
    spec.name(name).addPositional(arguments);
    spec.parser().unmatchedOptionsArePositionalParams(true);
    spec.usageMessage().description(description);
    return spec;
  }
}
