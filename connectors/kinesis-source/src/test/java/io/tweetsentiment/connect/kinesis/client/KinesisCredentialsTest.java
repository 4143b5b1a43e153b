package io.tweetsentiment.connect.kinesis.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tweetsentiment.connect.kinesis.KinesisSourceConnector;
import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

class KinesisCredentialsTest {
  private static final String CREDENTIALS =
      "<Credentials><AccessKeyId>from-sts</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
          + "<SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration>"
          + "</Credentials>";
  private static final String PROVIDER = "kinesis.credentials.provider.class";
  private static final String ROLE = "kinesis.credentials.provider.sts.role.";
  private static final List<String> PROPERTIES =
      List.of("aws.endpointUrlSts", "aws.roleArn", "aws.webIdentityTokenFile", "aws.region");

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer sts;
  private int status = 200;

  @BeforeEach
  void startTokenService() throws IOException {
    Vault.CLOSED.set(0);
    sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext(
        "/",
        exchange -> {
          String request =
              URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8), UTF_8);
          requests.add(exchange.getRequestURI() + " " + request);
          String action = request.replaceAll(".*Action=(\\w+).*", "$1");
          byte[] answer =
              (status == 200
                      ? "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                          .formatted(action, CREDENTIALS)
                      : "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not allowed to"
                          + " assume</Message></Error></ErrorResponse>")
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    sts.start();
    System.setProperty("aws.endpointUrlSts", address());
  }

  private String address() {
    return "http://127.0.0.1:" + sts.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    PROPERTIES.forEach(System::clearProperty);
    sts.stop(0);
  }

  private static Map<String, String> properties(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "kafka.topic", "topic",
                "kinesis.stream", "stream",
                "kinesis.region", "eu-central-1"));
    all.putAll(more);
    return all;
  }

  private static AwsCredentialsProvider provider(Map<String, String> more) {
    return KinesisCredentials.provider(new KinesisSourceConfig(properties(more)));
  }

  private static List<ConfigValue> refused(Map<String, String> more) {
    return new KinesisSourceConnector()
        .validate(properties(more)).configValues().stream()
            .filter(value -> !value.errorMessages().isEmpty())
            .toList();
  }

  @Test
  void shouldAskTheTokenServiceForTheRoleOfAServiceAccount(@TempDir Path folder)
      throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "web-token");
    System.setProperty("aws.roleArn", "arn:aws:iam::123456789012:role/source");
    System.setProperty("aws.webIdentityTokenFile", token.toString());
    System.setProperty("aws.region", "eu-central-1");

    assertThat(
            provider(Map.of(PROVIDER, WebIdentityTokenFileCredentialsProvider.class.getName()))
                .resolveCredentials()
                .accessKeyId())
        .isEqualTo("from-sts");
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("Action=AssumeRoleWithWebIdentity", "web-token", "role/source");
  }

  @Test
  void shouldAssumeARoleWithExternalIdAndSessionName() {
    Map<String, String> role =
        Map.of(
            "aws.access.key.id",
            "id",
            "aws.secret.key.id",
            "secret",
            ROLE + "arn",
            "arn:aws:iam::123456789012:role/other",
            ROLE + "external.id",
            "ext-7",
            ROLE + "session.name",
            "nightly");

    assertThat(provider(role).resolveCredentials().accessKeyId()).isEqualTo("from-sts");
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("Action=AssumeRole&", "role/other", "RoleSessionName=nightly")
        .contains("ExternalId=ext-7");
    assertThat(refused(role)).isEmpty();
    assertThat(requests).as("validate tries the role").hasSize(2);
  }

  @Test
  void shouldReachTheTokenServiceThroughTheProxy() {
    System.setProperty("aws.endpointUrlSts", "http://sts.invalid:8080");
    Map<String, String> role =
        Map.of(
            "aws.access.key.id",
            "id",
            "aws.secret.key.id",
            "secret",
            ROLE + "arn",
            "arn:aws:iam::123456789012:role/other",
            "kinesis.proxy.url",
            address());

    assertThat(provider(role).resolveCredentials().accessKeyId()).isEqualTo("from-sts");
    assertThat(requests).singleElement().asString().contains("sts.invalid", "role/other");
  }

  @Test
  void shouldRefuseARoleThatCannotBeAssumedWhenTheInstanceIsCreated() {
    status = 403;
    assertThat(
            refused(
                Map.of(
                    "aws.access.key.id",
                    "id",
                    "aws.secret.key.id",
                    "secret",
                    ROLE + "arn",
                    "arn:aws:iam::123456789012:role/other")))
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.name()).isEqualTo(ROLE + "arn");
              assertThat(value.errorMessages().toString())
                  .contains("not allowed to assume")
                  .doesNotContain("secret");
            });
  }

  @Test
  void shouldConfigureAProviderThatIsConfigurable() {
    Map<String, String> vault =
        Map.of(PROVIDER, Vault.class.getName(), "kinesis.credentials.provider.vault", "v1");

    assertThat(provider(vault).resolveCredentials().accessKeyId()).isEqualTo("key of v1");
    assertThat(refused(vault)).isEmpty();
    assertThat(Vault.CLOSED).as("providers that validate closed").hasValue(1);
  }

  @Test
  void shouldRefuseAProviderThatGivesNoCredentialsWhenTheInstanceIsCreated() {
    assertThat(refused(Map.of(PROVIDER, Vault.class.getName())))
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.name()).isEqualTo(PROVIDER);
              assertThat(value.errorMessages().toString()).contains("no vault is named");
            });
  }

  @Test
  void shouldCloseTheProviderWithTheClient() {
    Map<String, String> vault =
        Map.of(PROVIDER, Vault.class.getName(), "kinesis.credentials.provider.vault", "v1");
    KinesisClientFactory.client(new KinesisSourceConfig(properties(vault))).close();
    assertThat(Vault.CLOSED).hasPositiveValue();

    Vault.CLOSED.set(0);
    Map<String, String> role = new HashMap<>(vault);
    role.put(ROLE + "arn", "arn:aws:iam::123456789012:role/other");
    KinesisClientFactory.client(new KinesisSourceConfig(properties(role))).close();
    assertThat(Vault.CLOSED).hasPositiveValue();
  }

  @Test
  void shouldNotCloseWhatAClassSharesWithOthers() {
    Map<String, String> shared = new HashMap<>(Map.of(PROVIDER, Shared.class.getName()));
    assertThat(refused(shared)).isEmpty();
    KinesisClientFactory.client(new KinesisSourceConfig(properties(shared))).close();
    KinesisClientFactory.asyncClient(new KinesisSourceConfig(properties(shared))).close();
    shared.put(ROLE + "arn", "arn:aws:iam::123456789012:role/other");
    KinesisClientFactory.client(new KinesisSourceConfig(properties(shared))).close();

    assertThat(
            provider(Map.of(PROVIDER, Shared.class.getName())).resolveCredentials().accessKeyId())
        .isEqualTo("shared");
    assertThat(Shared.closed).isFalse();
  }

  @Test
  void shouldNameTheKeyWhenTheClassIsNoProvider() {
    assertThatThrownBy(() -> provider(Map.of(PROVIDER, String.class.getName())))
        .hasMessageContaining(PROVIDER);
  }

  /** A provider that all of its users share. */
  public static final class Shared implements AwsCredentialsProvider, SdkAutoCloseable {
    private static final Shared ONLY = new Shared();
    private static boolean closed;

    public static Shared create() {
      return ONLY;
    }

    @Override
    public AwsCredentials resolveCredentials() {
      return AwsBasicCredentials.create("shared", "secret");
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** A provider of a user. */
  public static final class Vault
      implements AwsCredentialsProvider, Configurable, SdkAutoCloseable {
    private static final AtomicInteger CLOSED = new AtomicInteger();
    private Object name;

    @Override
    public void configure(Map<String, ?> configs) {
      name = configs.get("vault");
    }

    @Override
    public AwsCredentials resolveCredentials() {
      if (name == null) {
        throw new IllegalStateException("no vault is named");
      }
      return AwsBasicCredentials.create("key of " + name, "secret");
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }
}
