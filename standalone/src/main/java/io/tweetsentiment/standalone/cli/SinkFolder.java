package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.sql.bucket.SinkBucket;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens the folder of the sinks' objects by its address. */
final class SinkFolder {

  private static final Pattern ADDRESS = Pattern.compile("s3a?://([^/]+)(?:/(.*?))?/*");

  private SinkFolder() {}

  /**
   * The folder.
   *
   * @param address {@code s3://bucket/topics}
   * @param endpoint S3 endpoint other than Amazon's
   */
  static SinkBucket of(String address, Optional<String> endpoint) {
    Matcher matcher = ADDRESS.matcher(address);
    if (!matcher.matches()) {
      throw CommandException.badInput(
          "--s3 is '" + address + "'; it takes an address such as s3://bucket/topics.");
    }
    S3ClientBuilder client = S3Client.builder();
    endpoint.ifPresent(
        url ->
            client.endpointOverride(Settings.address("--s3-endpoint", url)).forcePathStyle(true));
    String folder = matcher.group(2);
    try {
      return new SinkBucket(
          client.build(), matcher.group(1), folder == null ? "" : folder, Clock.systemUTC());
    } catch (SdkClientException e) {
      throw CommandException.badInput(
          "--s3 " + address + ": " + e.getMessage() + " Set AWS_REGION.", e);
    }
  }
}
