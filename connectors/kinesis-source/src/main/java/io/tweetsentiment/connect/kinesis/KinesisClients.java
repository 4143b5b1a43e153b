package io.tweetsentiment.connect.kinesis;

import java.net.URI;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/** The one place where Kinesis clients are born. */
@FunctionalInterface
interface KinesisClients {

  /** A client as the configuration says; the caller closes it. */
  KinesisClient open(KinesisSourceConfig config);

  /** A client of the AWS SDK. */
  static KinesisClient ofSdk(KinesisSourceConfig config) {
    ApacheHttpClient.Builder http = ApacheHttpClient.builder();
    config
        .proxy()
        .ifPresent(
            proxy ->
                http.proxyConfiguration(
                    ProxyConfiguration.builder()
                        .endpoint(proxy)
                        .username(config.proxyUsername().orElse(null))
                        .password(config.proxyPassword().orElse(null))
                        .build()));
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .httpClientBuilder(http)
            .region(Region.of(config.region()))
            .credentialsProvider(credentials(config));
    config.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(KinesisSourceConfig config) {
    if (config.accessKey().isPresent()) {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(config.accessKey().get(), config.secretKey()));
    }
    Class<?> provider = config.credentialsProvider();
    if (provider == DefaultCredentialsProvider.class) {
      return DefaultCredentialsProvider.builder().build();
    }
    try {
      return (AwsCredentialsProvider) Utils.newInstance(provider);
    } catch (ClassCastException e) {
      throw new ConfigException(
          KinesisSourceConfig.CREDENTIALS_PROVIDER,
          provider.getName(),
          "is no " + AwsCredentialsProvider.class.getName() + " of the AWS SDK for Java 2");
    } catch (RuntimeException e) {
      throw new ConnectException("cannot make a " + provider.getName(), e);
    }
  }
}
