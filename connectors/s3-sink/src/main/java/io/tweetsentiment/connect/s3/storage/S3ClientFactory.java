package io.tweetsentiment.connect.s3.storage;

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

/** Creates the S3 client; nothing else does. */
public final class S3ClientFactory {
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(20);

  private S3ClientFactory() {}

  public static S3Client client(S3ClientSettings settings) {
    BackoffStrategy backoff =
        BackoffStrategy.exponentialDelay(settings.firstBackoff(), LONGEST_BACKOFF);
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings.credentials()))
            .forcePathStyle(settings.pathStyle())
            .httpClientBuilder(ApacheHttpClient.builder().maxConnections(settings.maxConnections()))
            .overrideConfiguration(
                override ->
                    override.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(settings.retries() + 1)
                            .backoffStrategy(backoff)
                            .throttlingBackoffStrategy(backoff)
                            .build()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3ClientSettings.Credentials credentials) {
    if (credentials instanceof S3ClientSettings.AccessKey key) {
      return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret()));
    }
    S3ClientSettings.Provider provider = (S3ClientSettings.Provider) credentials;
    try {
      Class<?> type =
          Class.forName(provider.className(), true, S3ClientFactory.class.getClassLoader());
      for (Method method : type.getMethods()) {
        if (method.getName().equals("create") && method.getParameterCount() == 0) {
          return (AwsCredentialsProvider) method.invoke(null);
        }
      }
      return (AwsCredentialsProvider) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      ConfigException invalid =
          new ConfigException(
              provider.configurationKey(),
              provider.className(),
              "must be an AwsCredentialsProvider of AWS SDK 2 with a static create() or a"
                  + " constructor without arguments: "
                  + e);
      invalid.initCause(e);
      throw invalid;
    }
  }
}
