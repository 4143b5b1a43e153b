package io.tweetsentiment.standalone.bench.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Resident memory of processes. Linux has it in files, whose reading costs next to nothing;
 * elsewhere it is what {@code ps} prints.
 */
public final class ResidentMemory {

  private static final Path FILES = Path.of("/proc");
  private static final String LINE = "VmRSS:";
  private static final long KIBIBYTE = 1024;

  private ResidentMemory() {}

  /**
   * Bytes of some processes together. Shared pages count once per process, so the figure may be too
   * high but not too low. A process that has ended counts nothing.
   */
  public static long of(List<ProcessHandle> processes) throws IOException, InterruptedException {
    return Files.isReadable(FILES.resolve("self/status"))
        ? processes.stream().mapToLong(process -> fromFile(process.pid())).sum()
        : fromPs(processes);
  }

  private static long fromFile(long pid) {
    try {
      return sum(
          Files.readAllLines(FILES.resolve(pid + "/status")).stream()
              .filter(line -> line.startsWith(LINE))
              .map(line -> line.substring(LINE.length()).replace("kB", ""))
              .collect(Collectors.joining("\n")));
    } catch (IOException ended) {
      return 0;
    }
  }

  static long fromPs(List<ProcessHandle> processes) throws IOException, InterruptedException {
    String pids =
        processes.stream()
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

  private static long sum(String kibibytes) {
    return kibibytes
        .lines()
        .map(String::trim)
        .filter(line -> !line.isEmpty())
        .mapToLong(line -> Long.parseLong(line) * KIBIBYTE)
        .sum();
  }
}
