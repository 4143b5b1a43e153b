package io.tweetsentiment.connect.s3.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

class S3CredentialsTest {
  private static final String CREDENTIALS =
      "<Credentials><AccessKeyId>from-sts</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
          + "<SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration>"
          + "</Credentials>";
  private static final List<String> PROPERTIES =
      List.of("aws.endpointUrlSts", "aws.roleArn", "aws.webIdentityTokenFile", "aws.region");

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer sts;

  @BeforeEach
  void startTokenService() throws IOException {
    sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext(
        "/",
        exchange -> {
          String request =
              URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8), UTF_8);
          requests.add(request);
          String action = request.replaceAll(".*Action=(\\w+).*", "$1");
          byte[] answer =
              "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                  .formatted(action, CREDENTIALS)
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    sts.start();
    System.setProperty("aws.endpointUrlSts", "http://127.0.0.1:" + sts.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    PROPERTIES.forEach(System::clearProperty);
    sts.stop(0);
  }

  private static S3ClientSettings.Provider provider(Class<?> type) {
    return new S3ClientSettings.Provider(
        type.getName(), "s3.credentials.provider.class", Map.of("vault", "v1"));
  }

  @Test
  void shouldAskTheTokenServiceForTheRoleOfAServiceAccount(@TempDir Path folder)
      throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "web-token");
    System.setProperty("aws.roleArn", "arn:aws:iam::123456789012:role/sink");
    System.setProperty("aws.webIdentityTokenFile", token.toString());
    System.setProperty("aws.region", "eu-central-1");

    AwsCredentials found =
        S3Credentials.provider(
                provider(
                    software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider
                        .class),
                "eu-central-1",
                Optional.empty())
            .resolveCredentials();

    assertThat(found.accessKeyId()).isEqualTo("from-sts");
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("Action=AssumeRoleWithWebIdentity", "web-token", "role/sink");
  }

  @Test
  void shouldAssumeARoleWithExternalIdAndSessionName() {
    S3ClientSettings.AssumedRole role =
        new S3ClientSettings.AssumedRole(
            "arn:aws:iam::123456789012:role/other",
            "nightly",
            Optional.of("ext-7"),
            new S3ClientSettings.AccessKey("id", "secret"));

    assertThat(
            S3Credentials.provider(role, "eu-central-1", Optional.empty())
                .resolveCredentials()
                .accessKeyId())
        .isEqualTo("from-sts");
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("Action=AssumeRole&", "role/other", "RoleSessionName=nightly")
        .contains("ExternalId=ext-7");
  }

  @Test
  void shouldConfigureAProviderThatIsConfigurable() {
    assertThat(
            S3Credentials.provider(provider(Vault.class), "eu-central-1", Optional.empty())
                .resolveCredentials()
                .accessKeyId())
        .isEqualTo("key of v1");
  }

  @Test
  void shouldCloseWhatItOpenedAndTheProviderOfAUser() {
    OwnedCredentials credentials =
        S3Credentials.provider(
            new S3ClientSettings.AssumedRole(
                "arn:aws:iam::123456789012:role/other",
                "nightly",
                Optional.empty(),
                provider(Vault.class)),
            "eu-central-1",
            Optional.empty());
    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("from-sts");
    assertThat(
            ((StsClient) credentials.owned().get(1))
                .serviceClientConfiguration()
                .overrideConfiguration()
                .apiCallTimeout())
        .as("a token service that does not answer ends a request")
        .contains(Duration.ofSeconds(15));
    int before = Vault.CLOSED.get();
    credentials.close();

    assertThat(Vault.CLOSED.get()).isEqualTo(before + 1);
    assertThatThrownBy(
            () -> ((StsClient) credentials.owned().get(1)).getCallerIdentity(request -> {}))
        .as("the token service's client is closed")
        .hasMessageContaining("Terminated");
  }

  @Test
  void shouldNotCloseWhatAClassSharesWithOthers() {
    OwnedCredentials shared =
        S3Credentials.provider(provider(Shared.class), "eu-central-1", Optional.empty());
    shared.close();

    assertThat(Shared.closed).isFalse();
  }

  @Test
  void shouldNameTheKeyWhenTheClassIsNoProvider() {
    assertThatThrownBy(
            () -> S3Credentials.provider(provider(String.class), "eu-central-1", Optional.empty()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("s3.credentials.provider.class");
  }

  @Test
  void shouldHaveTheModulesOfSingleSignOn() {
    assertThat(
            List.of(
                "software.amazon.awssdk.services.sso.auth.SsoProfileCredentialsProviderFactory",
                "software.amazon.awssdk.services.ssooidc.SsoOidcProfileTokenProviderFactory"))
        .allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
  }

  /** A provider that all of its users share. */
  public static final class Shared implements AwsCredentialsProvider, AutoCloseable {
    private static final Shared ONLY = new Shared();
    static boolean closed;

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
  public static final class Vault implements AwsCredentialsProvider, Configurable, AutoCloseable {
    static final AtomicInteger CLOSED = new AtomicInteger();
    private String name;

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }

    @Override
    public void configure(Map<String, ?> configs) {
      name = String.valueOf(configs.get("vault"));
    }

    @Override
    public AwsCredentials resolveCredentials() {
      return AwsBasicCredentials.create("key of " + name, "secret");
    }
  }
}
