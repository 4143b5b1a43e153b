package io.tweetsentiment.connect.kinesis.client;

import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/** Creates the Kinesis client; nothing else does. */
public final class KinesisClientFactory {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  private KinesisClientFactory() {}

  /**
   * Creates a client without retries: the connector and its tasks retry. Closing it closes its
   * credentials provider.
   */
  public static KinesisClient client(KinesisSourceConfig config) {
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(KinesisCredentials.provider(config))
            .httpClientBuilder(http(config).maxConnections(config.fetchThreads() + 1))
            .overrideConfiguration(
                override ->
                    override
                        .apiCallTimeout(CALL_TIMEOUT)
                        .retryStrategy(AwsRetryStrategy.doNotRetry()));
    config.baseUrl().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  static ApacheHttpClient.Builder http(KinesisSourceConfig config) {
    ApacheHttpClient.Builder http = ApacheHttpClient.builder();
    config.proxyUrl().ifPresent(url -> http.proxyConfiguration(proxy(config, url)));
    return http;
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
}
