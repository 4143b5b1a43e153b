package io.tweetsentiment.producer.stream;

import io.tweetsentiment.producer.failure.RetryPolicy;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The sources without slices.
 *
 * @param files of the source file
 * @param speed how many times faster than it was written a file is read; 0 for as fast as possible
 * @param jetstream address of the source jetstream
 * @param languages languages of its posts, without regions; empty for all
 * @param overlap how much of what was read before is read again after a new connection
 * @param interval how long posts are collected before they are sent
 * @param journal the shortest time between two records of the position
 * @param silence the connection counts as dead when nothing comes for this time
 * @param retry waits between connections
 */
public record StreamConfig(
    List<Path> files,
    double speed,
    URI jetstream,
    List<String> languages,
    Duration overlap,
    Duration interval,
    Duration journal,
    Duration silence,
    RetryPolicy retry) {

  private static final double FASTEST = 1e9;

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.optional(
              "file",
              "Tweets files of the source file, separated by commas (--file); escape a comma with"
                  + " a backslash."),
          Setting.of(
              "file.speed",
              "0",
              "How many times faster than it was written a file is read (--speed); 0: as fast as"
                  + " possible."),
          Setting.of(
              "jetstream.url",
              "wss://jetstream2.us-east.bsky.network/subscribe",
              "Address of the source jetstream: one that ends with /subscribe, or with"
                  + " /xrpc/network.bsky.jetstream.subscribeEvents for the second generation of the"
                  + " protocol."),
          Setting.optional(
              "jetstream.languages",
              "Languages of the posts, such as en,pt; posts that state none of them are left out."
                  + " Unset: all posts."),
          Setting.of(
              "jetstream.overlap",
              "PT10S",
              "How much of what was read before is read again after a new connection: each server"
                  + " has times of its own. What is read twice makes the same record. The run goes"
                  + " on for so long behind its end."),
          Setting.of(
              "jetstream.interval", "PT1S", "How long posts are collected before they are sent."),
          Setting.of(
              "jetstream.silence",
              "PT1M",
              "The connection counts as dead when no event of the network comes for this time."),
          Setting.of(
              "jetstream.attempts",
              "8",
              "Connections in a row that may fail before the first one succeeds, and that the"
                  + " server may refuse with a reason; otherwise the run goes on until one succeeds"
                  + " again."),
          Setting.of(
              "jetstream.backoff.base", "PT1S", "Upper bound of the wait after the first one."),
          Setting.of("jetstream.backoff.max", "PT1M", "Upper bound of every wait."),
          Setting.of(
              "stream.journal.interval",
              "PT10S",
              "Shortest time between two records of the position of a file or of jetstream; what"
                  + " was sent since is sent again after a crash."));

  public StreamConfig {
    files = List.copyOf(files);
    languages = List.copyOf(languages);
  }

  /**
   * Reads the settings.
   *
   * @param files the names of the files
   */
  public static StreamConfig from(Settings settings, List<String> files) {
    return new StreamConfig(
        files.stream().map(Path::of).toList(),
        settings.decimal("file.speed", 0, FASTEST),
        address(settings.string("jetstream.url")),
        settings.list("jetstream.languages").stream()
            .map(lang -> lang.toLowerCase(Locale.ROOT).split("[-_]", 2)[0])
            .toList(),
        settings.duration("jetstream.overlap", Duration.ZERO),
        settings.positiveDuration("jetstream.interval"),
        settings.duration("stream.journal.interval", Duration.ZERO),
        settings.positiveDuration("jetstream.silence"),
        RetryPolicy.from(settings, "jetstream"));
  }

  /**
   * Checks that all files can be read, before the first one is.
   *
   * @throws SettingsException when one cannot
   */
  public void requireFiles() {
    for (Path file : files) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new SettingsException(
            "the tweets file " + file + " is missing or cannot be read. Correct --file.");
      }
    }
  }

  private static URI address(String text) {
    Optional<URI> address = Optional.empty();
    try {
      address = Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      // Refused below, as any other text.
    }
    return address
        .filter(uri -> "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme()))
        .filter(uri -> uri.getHost() != null && uri.getRawQuery() == null)
        .filter(uri -> uri.getRawUserInfo() == null && uri.getRawFragment() == null)
        .orElseThrow(
            () ->
                new SettingsException(
                    "jetstream.url is '"
                        + text.replaceAll("//[^/]*@", "//***@")
                        + "'; it takes an address that starts with wss:// or ws://, without"
                        + " a login, parameters or a fragment."));
  }

  /** Whether the address is of the second generation of the protocol. */
  boolean secondGeneration() {
    return jetstream.getPath().endsWith("subscribeEvents");
  }
}
