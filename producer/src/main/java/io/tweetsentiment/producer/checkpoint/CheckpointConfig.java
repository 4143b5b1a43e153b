package io.tweetsentiment.producer.checkpoint;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Configuration of the checkpoints.
 *
 * @param shared whether they are in S3, where several machines share them, instead of in a file
 * @param file journal of a run on one machine
 * @param prefix start of the object keys, without a trailing slash
 * @param owner name of this process in claims
 * @param lease how long a claim is valid
 */
public record CheckpointConfig(
    boolean shared,
    Path file,
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    String owner,
    Duration lease) {

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of("checkpoint.store", "file", "file, or s3 for a run of several machines."),
          Setting.of("checkpoint.file", "data/ingest/checkpoints.jsonl", "Journal of the run."),
          Setting.of("checkpoint.s3.bucket", "tweet-sentiment", "Bucket of a shared run."),
          Setting.of("checkpoint.s3.prefix", "ingest", "Start of the keys of a shared run."),
          Setting.optional("checkpoint.s3.endpoint", "Address of S3; unset: the region's own."),
          Setting.optional(
              "checkpoint.owner",
              "Name of this process in a shared run, which must be unique; unset: the host's name"
                  + " and the process id."),
          Setting.of(
              "checkpoint.lease",
              "PT5M",
              "How long a process may be silent before another one takes its slices of a shared"
                  + " run; a running process renews its claims three times as often."));

  public static CheckpointConfig from(Settings settings) {
    return new CheckpointConfig(
        settings.choice("checkpoint.store", List.of("file", "s3")).equals("s3"),
        Path.of(settings.string("checkpoint.file")),
        settings.string("checkpoint.s3.bucket"),
        settings.string("checkpoint.s3.prefix").replaceAll("^/+|/+$", ""),
        settings
            .optional("checkpoint.s3.endpoint")
            .map(text -> settings.address("checkpoint.s3.endpoint")),
        settings.optional("checkpoint.owner").orElseGet(ProcessName::own),
        settings.duration("checkpoint.lease", Duration.ofSeconds(1)));
  }
}
