package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/** Creates the Kinesis client; nothing else does. */
final class KinesisClientFactory {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  private KinesisClientFactory() {}

  /** Creates a client without retries: the connector and its tasks retry. */
  static KinesisClient client(KinesisSourceConfig config) {
    ApacheHttpClient.Builder http =
        ApacheHttpClient.builder().maxConnections(config.fetchThreads() + 1);
    config.proxyUrl().ifPresent(url -> http.proxyConfiguration(proxy(config, url)));
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(credentials(config))
            .httpClientBuilder(http)
            .overrideConfiguration(
                override ->
                    override
                        .apiCallTimeout(CALL_TIMEOUT)
                        .retryStrategy(AwsRetryStrategy.doNotRetry()));
    config.baseUrl().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static ProxyConfiguration proxy(KinesisSourceConfig config, URI url) {
    ProxyConfiguration.Builder proxy =
        ProxyConfiguration.builder()
            .endpoint(url)
            .nonProxyHosts(Set.copyOf(config.nonProxyHosts()));
    config.proxyUsername().ifPresent(proxy::username);
    config.proxyPassword().ifPresent(proxy::password);
    return proxy.build();
  }

  private static AwsCredentialsProvider credentials(KinesisSourceConfig config) {
    if (config.accessKeyId().isPresent()) {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(
              config.accessKeyId().orElseThrow(), config.secretAccessKey().orElseThrow()));
    }
    String name = config.credentialsProvider();
    try {
      Class<?> type = Class.forName(name, true, KinesisClientFactory.class.getClassLoader());
      for (Method method : type.getMethods()) {
        if (method.getName().equals("create") && method.getParameterCount() == 0) {
          return (AwsCredentialsProvider) method.invoke(null);
        }
      }
      return (AwsCredentialsProvider) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      ConfigException invalid =
          new ConfigException(
              KinesisSourceConfig.CREDENTIALS_PROVIDER,
              name,
              "must be an AwsCredentialsProvider of AWS SDK 2 (version 1 is not supported) with a"
                  + " static create() or a constructor without arguments, for example"
                  + " software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider: "
                  + e);
      invalid.initCause(e);
      throw invalid;
    }
  }
}
