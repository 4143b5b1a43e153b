package io.tweetsentiment.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resident memory of processes, as {@code ps} tells it on Linux and macOS alike. */
final class ResidentMemory {

  private static final long KIBIBYTE = 1024;

  private ResidentMemory() {}

  /**
   * Bytes of a process and all its descendants. Pages that several of them share count in each, so
   * the figure is rather too great than too small.
   */
  static long ofTree(ProcessHandle root) throws IOException, InterruptedException {
    String pids =
        Stream.concat(Stream.of(root), root.descendants())
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(","));
    Process ps =
        new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", pids))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(ps.getInputStream().readAllBytes(), UTF_8);
    ps.waitFor();
    return sum(printed);
  }

  static long sum(String printed) {
    return printed
        .lines()
        .map(String::trim)
        .filter(line -> !line.isEmpty())
        .mapToLong(line -> Long.parseLong(line) * KIBIBYTE)
        .sum();
  }
}
