package io.tweetsentiment.connect.s3.storage;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Creates the S3 client and its HTTP client; nothing else does. */
public final class S3ClientFactory {
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(20);

  private S3ClientFactory() {}

  public static S3Client client(S3ClientSettings settings, OwnedCredentials credentials) {
    BackoffStrategy backoff =
        BackoffStrategy.exponentialDelay(settings.firstBackoff(), LONGEST_BACKOFF);
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials)
            .forcePathStyle(settings.pathStyle())
            .httpClientBuilder(http(settings.proxy()).maxConnections(settings.maxConnections()))
            .overrideConfiguration(
                override ->
                    override
                        .apiCallAttemptTimeout(settings.attemptTimeout())
                        .apiCallTimeout(settings.callTimeout())
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(settings.retries() + 1)
                                .backoffStrategy(backoff)
                                .throttlingBackoffStrategy(backoff)
                                .build()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  static ApacheHttpClient.Builder http(Optional<S3ClientSettings.Proxy> proxy) {
    ApacheHttpClient.Builder http = ApacheHttpClient.builder();
    proxy.ifPresent(
        known ->
            http.proxyConfiguration(
                ProxyConfiguration.builder()
                    .endpoint(known.address())
                    .username(known.user().isEmpty() ? null : known.user())
                    .password(known.password().isEmpty() ? null : known.password())
                    .build()));
    return http;
  }
}
