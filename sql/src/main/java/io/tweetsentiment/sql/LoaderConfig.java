package io.tweetsentiment.sql;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.sql.bucket.Spool;
import io.tweetsentiment.sql.staging.StagingMemory;
import io.tweetsentiment.sql.warehouse.Dialect;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the loader.
 *
 * @param bucket S3 bucket of the sinks
 * @param topicsDir first part of the keys, without slashes at its ends
 * @param mergedTopic Kafka topic whose objects fill {@code tweet}
 * @param aggregateTopic Kafka topic whose objects fill {@code sentiment}
 * @param batchObjects most objects in one transaction
 * @param batchBytes size in bytes after which a transaction takes no more objects
 * @param fetchThreads objects fetched at the same time
 * @param bufferBytes memory for the objects in work, whatever their sizes
 * @param spoolDir folder for the bytes of large objects
 * @param every pause between two passes
 * @param listAllEvery pause after which a pass lists all days
 * @param iamRole role of Redshift's COPY: an ARN or {@code default}
 * @param manifestPrefix first part of the keys of COPY's manifests (Redshift)
 */
public record LoaderConfig(
    String bucket,
    String topicsDir,
    String mergedTopic,
    String aggregateTopic,
    String jdbcUrl,
    String jdbcUser,
    Optional<String> jdbcPassword,
    Optional<URI> awsEndpoint,
    String awsRegion,
    int batchObjects,
    int batchBytes,
    int fetchThreads,
    int bufferBytes,
    Path spoolDir,
    Duration every,
    Duration listAllEvery,
    String iamRole,
    String manifestPrefix) {

  /** Name of this part, which is the prefix of its environment variables. */
  public static final String PART = "loader";

  /** More keys would exceed the number of parameters of one statement. */
  private static final int MOST_BATCH_OBJECTS = 10_000;

  private static final Path DEFAULT_SPOOL =
      Path.of(System.getProperty("java.io.tmpdir"), "tweet-sentiment-loader");

  /** Less would end a pass at many an ordinary object; the message then names what it takes. */
  private static final int LEAST_BUFFER_BYTES = 8 << 20;

  /** All keys of the loader. */
  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of("s3.bucket", "tweet-sentiment", "Bucket of the S3 sinks."),
          Setting.of("topics.dir", "topics", "First part of the keys of the objects."),
          Setting.of("merged.topic", Topics.MERGED.topicName(), "Topic that fills tweet."),
          Setting.of(
              "aggregate.topic", Topics.AGGREGATE.topicName(), "Topic that fills sentiment."),
          Setting.of(
              "jdbc.url",
              "jdbc:postgresql://localhost:5432/sentiment",
              "Database: jdbc:postgresql://... or jdbc:redshift://...; the prefix chooses the SQL."),
          Setting.of("jdbc.user", "postgres", "User of the database."),
          Setting.optional("jdbc.password", "Password of the user; best set in the environment."),
          Setting.optional("aws.endpoint", "Address of an S3 endpoint other than Amazon's."),
          Setting.of("aws.region", "us-east-1", "Region of the bucket."),
          Setting.of(
              "batch.objects",
              "500",
              "Maximum number of objects in one transaction, at most 10000."),
          Setting.of(
              "batch.bytes", "67108864", "Bytes after which a transaction takes no more objects."),
          Setting.of("fetch.threads", "4", "Small objects fetched at the same time."),
          Setting.of(
              "buffer.bytes",
              "67108864",
              "Memory for the objects in work, whatever their sizes; at least 8388608."),
          Setting.optional(
              "spool.dir",
              "Folder for the bytes of large objects; by default one in java.io.tmpdir."),
          Setting.of("every", "PT10S", "Pause between two passes, ISO-8601."),
          Setting.of(
              "list.all.every",
              "PT10M",
              "Pause after which a pass lists all days, and so finds late objects in old ones."),
          Setting.of(
              "redshift.iam.role", "default", "Role of Redshift's COPY: an ARN, or default."),
          Setting.of(
              "manifest.prefix",
              "load-manifests",
              "Key prefix of the manifests of COPY (Redshift)."));

  /**
   * Reads the configuration.
   *
   * @throws SettingsException when a key is unknown or a value malformed
   */
  public static LoaderConfig load(Optional<Path> file, Map<String, String> environment) {
    return of(Settings.load(PART, file, environment, SETTINGS, List.of()));
  }

  static LoaderConfig of(Settings settings) {
    int batchObjects = settings.integer("batch.objects", 1);
    if (batchObjects > MOST_BATCH_OBJECTS) {
      throw new SettingsException(
          "batch.objects is " + batchObjects + "; it takes at most " + MOST_BATCH_OBJECTS + ".");
    }
    LoaderConfig config =
        new LoaderConfig(
            settings.string("s3.bucket"),
            trimSlashes(settings.string("topics.dir")),
            settings.string("merged.topic"),
            settings.string("aggregate.topic"),
            settings.string("jdbc.url"),
            settings.string("jdbc.user"),
            settings.optional("jdbc.password"),
            settings.optional("aws.endpoint").map(value -> Settings.address("aws.endpoint", value)),
            settings.string("aws.region"),
            batchObjects,
            settings.integer("batch.bytes", 1),
            settings.integer("fetch.threads", 1),
            settings.integer("buffer.bytes", LEAST_BUFFER_BYTES),
            settings.optional("spool.dir").map(Path::of).orElse(DEFAULT_SPOOL),
            settings.positiveDuration("every"),
            settings.positiveDuration("list.all.every"),
            settings.string("redshift.iam.role"),
            trimSlashes(settings.string("manifest.prefix")));
    Dialect.of(config.jdbcUrl());
    if (!config
        .iamRole()
        .matches("default|arn:[A-Za-z0-9:/_+=,.@-]+(,arn:[A-Za-z0-9:/_+=,.@-]+)*")) {
      throw new SettingsException(
          "redshift.iam.role is '" + config.iamRole() + "'; it takes an ARN or default.");
    }
    return config;
  }

  /** The database without user, password and options, so that messages can show it. */
  String database() {
    return jdbcUrl.replaceFirst("^jdbc:[a-z]+:(//)?", "").replaceFirst("[?;].*$", "");
  }

  StagingMemory stagingMemory() {
    return new StagingMemory(bufferBytes, fetchThreads, new Spool(spoolDir));
  }

  String topic(WarehouseTable table) {
    return table == WarehouseTable.TWEET ? mergedTopic : aggregateTopic;
  }

  /** Does not show the password. */
  @Override
  public String toString() {
    return String.format(
        "LoaderConfig[s3://%s/%s, %s and %s, into %s]",
        bucket, topicsDir, mergedTopic, aggregateTopic, database());
  }

  private static String trimSlashes(String text) {
    return text.replaceAll("^/+|/+$", "");
  }
}
