package io.tweetsentiment.connect.s3;

import java.lang.reflect.Method;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The one place where S3 clients are born. */
final class S3ClientFactory {
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(20);

  private S3ClientFactory() {}

  static S3Client client(S3SinkConfig config) {
    BackoffStrategy backoff =
        BackoffStrategy.exponentialDelay(config.s3RetryBackoff(), LONGEST_BACKOFF);
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(credentials(config))
            .forcePathStyle(config.pathStyle())
            .httpClientBuilder(
                ApacheHttpClient.builder().maxConnections(config.uploadThreads() + 2))
            .overrideConfiguration(
                override ->
                    override.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(config.partRetries() + 1)
                            .backoffStrategy(backoff)
                            .throttlingBackoffStrategy(backoff)
                            .build()));
    config.storeUrl().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3SinkConfig config) {
    if (config.accessKeyId().isPresent()) {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(
              config.accessKeyId().orElseThrow(), config.secretAccessKey().orElseThrow()));
    }
    String name = config.credentialsProvider();
    try {
      Class<?> type = Class.forName(name, true, S3ClientFactory.class.getClassLoader());
      for (Method method : type.getMethods()) {
        if (method.getName().equals("create") && method.getParameterCount() == 0) {
          return (AwsCredentialsProvider) method.invoke(null);
        }
      }
      return (AwsCredentialsProvider) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      ConfigException invalid =
          new ConfigException(
              StoreKeys.CREDENTIALS_PROVIDER,
              name,
              "is no AwsCredentialsProvider of AWS SDK 2 that can be made: " + e);
      invalid.initCause(e);
      throw invalid;
    }
  }
}
