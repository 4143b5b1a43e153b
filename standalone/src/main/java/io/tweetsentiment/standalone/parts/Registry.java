package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.cli.CommandException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema registry: Apicurio, a child process, through its Confluent-compatible API, with its
 * data in a folder that survives a restart.
 */
public final class Registry implements RunningPart {

  /** Long enough to write the archive of its classes, in the rehearsal. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String CONFLUENT_API = "/apis/ccompat/v7";

  private final Process process;
  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private Registry(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Where the build unpacks the distribution. */
  public static Path home() {
    return Path.of(System.getProperty("tweet-sentiment.home", "."), "standalone/target/registry");
  }

  /**
   * Starts the process; {@link #healthy} reports when it responds.
   *
   * @param home unpacked distribution
   * @param folder folder of its data
   * @param log file for its output
   */
  public static Registry start(Path home, Path folder, Path log, Ports ports, Children children)
      throws IOException {
    Path jar = runner(home);
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Prepared.ofBuild().registryOptions());
    command.addAll(
        List.of(
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=48m",
            "-Dquarkus.http.host=" + Ports.HOST,
            "-Dquarkus.http.port=" + ports.of(Port.REGISTRY),
            "-Dapicurio.datasource.url=jdbc:h2:file:" + ownPath(folder).toAbsolutePath(),
            "-jar",
            jar.toString()));
    Process process =
        Secrets.removeFrom(new ProcessBuilder(command))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
            .start();
    children.add(Port.REGISTRY.partName(), process.toHandle());
    return new Registry(process, ports.url(Port.REGISTRY) + CONFLUENT_API);
  }

  /** The path of its database, with which an argument of its process ends. */
  public static Path ownPath(Path folder) {
    return folder.resolve("registry");
  }

  /** Whether it responds. */
  public boolean healthy() throws InterruptedException {
    try {
      return send(HttpRequest.newBuilder(URI.create(url + "/subjects")).GET()) == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Makes the registry refuse incompatible schemas for every subject, which it does not do by
   * default.
   */
  public void requireBackwardCompatibility() throws IOException, InterruptedException {
    int status =
        send(
            HttpRequest.newBuilder(URI.create(url + "/config"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}")));
    if (status / 100 != 2) {
      throw new IllegalStateException(
          "the schema registry refuses the compatibility level BACKWARD: status " + status);
    }
  }

  @Override
  public String name() {
    return Port.REGISTRY.partName();
  }

  @Override
  public String address() {
    return url;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    try {
      Children.end(process.toHandle(), PATIENCE);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(
            request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static Path runner(Path home) throws IOException {
    try (var files = Files.list(home)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(
              () ->
                  CommandException.failed(
                      "there is no schema registry in "
                          + home
                          + ". Start the program with bin/tweet-sentiment, which builds it."));
    }
  }
}
