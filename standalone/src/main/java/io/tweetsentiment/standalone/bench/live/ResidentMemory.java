package io.tweetsentiment.standalone.bench.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resident memory of processes, read from {@code ps}, which works on Linux and macOS. */
public final class ResidentMemory {

  private static final long KIBIBYTE = 1024;

  private ResidentMemory() {}

  /**
   * Bytes of some processes together. Shared pages count once per process, so the figure may be too
   * high but not too low.
   */
  public static long of(Stream<ProcessHandle> processes) throws IOException, InterruptedException {
    String pids =
        processes.map(process -> Long.toString(process.pid())).collect(Collectors.joining(","));
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
