package io.tweetsentiment.standalone.bench.live;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Starts the standalone command in its own process, with the options of this JVM. */
public final class StandaloneProcess {

  private StandaloneProcess() {}

  /**
   * Starts the command.
   *
   * @param options its options; its output goes to the output of this process
   */
  public static Process start(List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.tweetsentiment.cli.Program", "standalone"));
    command.addAll(options);
    return new ProcessBuilder(command).inheritIO().start();
  }
}
