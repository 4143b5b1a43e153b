package io.tweetsentiment.connect.kinesis.client;

import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/** Creates the clients of Kinesis; nothing else does. */
public final class KinesisClientFactory {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  /** Bytes of a subscription that may be on their way; Amazon's own consumer uses the same. */
  private static final int WINDOW_BYTES = 512 * 1024;

  private static final Duration PING = Duration.ofSeconds(20);

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

  /**
   * Creates a client for subscriptions, over HTTP/2 and without retries or a timeout of the call,
   * which lasts for minutes. Closing it closes its credentials provider.
   */
  public static KinesisAsyncClient asyncClient(KinesisSourceConfig config) {
    NettyNioAsyncHttpClient.Builder http =
        NettyNioAsyncHttpClient.builder()
            .protocol(Protocol.HTTP2)
            // One for each shard of the task.
            .maxConcurrency(Integer.MAX_VALUE)
            .http2Configuration(
                http2 -> http2.initialWindowSize(WINDOW_BYTES).healthCheckPingPeriod(PING));
    config.proxyUrl().ifPresent(url -> http.proxyConfiguration(asyncProxy(config, url)));
    KinesisAsyncClientBuilder builder =
        KinesisAsyncClient.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(KinesisCredentials.provider(config))
            .httpClientBuilder(http)
            .overrideConfiguration(
                override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
    config.baseUrl().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static software.amazon.awssdk.http.nio.netty.ProxyConfiguration asyncProxy(
      KinesisSourceConfig config, URI url) {
    var proxy =
        software.amazon.awssdk.http.nio.netty.ProxyConfiguration.builder()
            .scheme(url.getScheme())
            .host(url.getHost())
            .nonProxyHosts(Set.copyOf(config.nonProxyHosts()));
    if (url.getPort() >= 0) {
      proxy.port(url.getPort());
    }
    config.proxyUsername().ifPresent(proxy::username);
    config.proxyPassword().ifPresent(proxy::password);
    return proxy.build();
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
