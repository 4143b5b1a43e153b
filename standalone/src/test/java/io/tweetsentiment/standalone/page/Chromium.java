package io.tweetsentiment.standalone.page;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium with one process per visit. */
record Chromium(Path program) {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** The program that the environment variable CHROMIUM names, or the first one on the PATH. */
  static Optional<Chromium> find() {
    String named = System.getenv("CHROMIUM");
    if (named != null) {
      return Optional.of(new Chromium(Path.of(named)));
    }
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Chromium::new);
  }

  /** The document as text after the page has run for some seconds of its own time. */
  String document(URI page, Path work) throws IOException, InterruptedException {
    Path output = work.resolve("document.html");
    run(work, output, "--window-size=1400,900", "--dump-dom", page.toString());
    return Files.readString(output);
  }

  void screenshot(URI page, Path work, int width, int height, Path png)
      throws IOException, InterruptedException {
    String size = "--window-size=" + width + "," + height;
    run(work, work.resolve("screenshot.txt"), size, "--screenshot=" + png, page.toString());
  }

  private void run(Path work, Path output, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(work, "profile"),
                "--virtual-time-budget=6000"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(work.resolve("chromium.log").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no answer within 60 s from " + command);
    }
    if (process.exitValue() != 0) {
      throw new IOException(command + " ended with " + process.exitValue());
    }
  }
}
