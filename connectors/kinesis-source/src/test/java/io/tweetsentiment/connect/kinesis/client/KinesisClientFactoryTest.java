package io.tweetsentiment.connect.kinesis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.kinesis.KinesisClient;

class KinesisClientFactoryTest {

  private static KinesisSourceConfig config(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(Map.of("kafka.topic", "topic", "kinesis.stream", "stream"));
    all.putAll(more);
    return new KinesisSourceConfig(all);
  }

  @Test
  void shouldSetTheAddressAndTheRegion() {
    Map<String, String> local =
        Map.of(
            "kinesis.base.url", "http://127.0.0.1:1",
            "kinesis.proxy.url", "http://127.0.0.1:2",
            "kinesis.non.proxy.hosts", "127.0.0.1",
            "aws.access.key.id", "id",
            "aws.secret.key.id", "secret");
    try (KinesisClient client = KinesisClientFactory.client(config(local))) {
      assertThat(client.serviceClientConfiguration().endpointOverride())
          .contains(URI.create("http://127.0.0.1:1"));
      assertThat(client.serviceClientConfiguration().region().id()).isEqualTo("us-east-1");
    }
  }

  @Test
  void shouldTakeTheCredentialsProviderByItsName() {
    try (KinesisClient client =
        KinesisClientFactory.client(
            config(
                Map.of(
                    "kinesis.credentials.provider.class",
                    AnonymousCredentialsProvider.class.getName())))) {
      assertThat(client.serviceClientConfiguration().credentialsProvider())
          .isInstanceOf(AnonymousCredentialsProvider.class);
    }
  }

  @Test
  void shouldSayThatProvidersOfTheFirstSdkAreNotSupported() {
    KinesisSourceConfig config =
        config(
            Map.of(
                "kinesis.credentials.provider.class",
                "com.amazonaws.auth.DefaultAWSCredentialsProviderChain"));

    assertThatThrownBy(() -> KinesisClientFactory.client(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("kinesis.credentials.provider.class")
        .hasMessageContaining("DefaultCredentialsProvider");
  }

  @Test
  void shouldHaveTheModulesOfServiceAccountsAndSingleSignOn() {
    assertThat(
            List.of(
                "software.amazon.awssdk.services.sts.internal.StsWebIdentityCredentialsProviderFactory",
                "software.amazon.awssdk.services.sso.auth.SsoProfileCredentialsProviderFactory",
                "software.amazon.awssdk.services.ssooidc.SsoOidcProfileTokenProviderFactory"))
        .allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
  }
}
