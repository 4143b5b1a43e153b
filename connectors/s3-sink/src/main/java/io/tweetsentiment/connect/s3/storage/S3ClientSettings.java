package io.tweetsentiment.connect.s3.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the S3 client reaches the bucket and repeats failed requests.
 *
 * @param endpoint address of an S3-compatible store; empty for AWS
 * @param pathStyle whether the bucket is part of the path, not of the host name
 * @param credentials where the credentials come from
 * @param maxConnections connections that are open at the same time
 * @param retries how often a failed request is repeated
 * @param firstBackoff pause before the first repetition; each further one is twice as long
 * @param proxy the proxy to S3; empty for the one of the JVM's system properties, if there is one
 * @param attemptTimeout how long one request may take, until the last byte of the answer
 * @param callTimeout how long a request may take with its repetitions and pauses
 */
public record S3ClientSettings(
    String region,
    Optional<URI> endpoint,
    boolean pathStyle,
    Credentials credentials,
    int maxConnections,
    int retries,
    Duration firstBackoff,
    Optional<Proxy> proxy,
    Duration attemptTimeout,
    Duration callTimeout) {

  /** A proxy, with empty texts if it needs no password. */
  public record Proxy(URI address, String user, String password) {
    @Override
    public String toString() {
      return "Proxy[address=" + address + "]";
    }
  }

  /** Where the credentials come from. */
  public sealed interface Credentials {}

  /** A fixed access key. */
  public record AccessKey(String id, String secret) implements Credentials {
    @Override
    public String toString() {
      return "AccessKey[id=" + id + "]";
    }
  }

  /**
   * A provider of the AWS SDK.
   *
   * @param className an {@code AwsCredentialsProvider} with a static {@code create()} or a
   *     constructor without arguments
   * @param configurationKey the key that names the class, for error messages
   * @param settings what a provider that is {@code Configurable} is configured with
   */
  public record Provider(String className, String configurationKey, Map<String, String> settings)
      implements Credentials {
    // The settings can contain secrets.
    @Override
    public String toString() {
      return "Provider[className=" + className + "]";
    }
  }

  /**
   * A role that is assumed by the security token service.
   *
   * @param base the credentials that may assume the role
   */
  public record AssumedRole(
      String arn, String sessionName, Optional<String> externalId, Credentials base)
      implements Credentials {}
}
