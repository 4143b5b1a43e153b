package io.tweetsentiment.connect.s3.storage;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Creates the providers of credentials. */
public final class S3Credentials {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

  private S3Credentials() {}

  /**
   * Creates a provider without asking it for credentials.
   *
   * @param region the region of the security token service
   * @param proxy the proxy to the security token service
   * @throws ConfigException if the class of a provider cannot be used
   */
  public static OwnedCredentials provider(
      S3ClientSettings.Credentials credentials,
      String region,
      Optional<S3ClientSettings.Proxy> proxy) {
    if (credentials instanceof S3ClientSettings.AccessKey key) {
      return new OwnedCredentials(
          StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret())),
          List.of());
    }
    if (credentials instanceof S3ClientSettings.AssumedRole role) {
      return assumed(role, region, proxy);
    }
    return provider((S3ClientSettings.Provider) credentials);
  }

  private static OwnedCredentials assumed(
      S3ClientSettings.AssumedRole role, String region, Optional<S3ClientSettings.Proxy> proxy) {
    OwnedCredentials base = provider(role.base(), region, proxy);
    StsClient sts =
        StsClient.builder()
            .region(Region.of(region))
            .credentialsProvider(base)
            .httpClientBuilder(S3ClientFactory.http(proxy))
            .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
            .build();
    StsAssumeRoleCredentialsProvider assumed =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(
                request ->
                    request
                        .roleArn(role.arn())
                        .roleSessionName(role.sessionName())
                        .externalId(role.externalId().orElse(null)))
            .build();
    return new OwnedCredentials(assumed, List.of(assumed, sts, base));
  }

  private static OwnedCredentials provider(S3ClientSettings.Provider provider) {
    try {
      OwnedCredentials created = create(provider.className());
      if (created.provider() instanceof Configurable configurable) {
        configurable.configure(provider.settings());
      }
      return created;
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

  /** What a static method returns may be shared with others, so it is not closed. */
  private static OwnedCredentials create(String className) throws ReflectiveOperationException {
    Class<?> type = Class.forName(className, true, S3Credentials.class.getClassLoader());
    if (type == DefaultCredentialsProvider.class) {
      return owned(DefaultCredentialsProvider.builder().build());
    }
    for (Method method : type.getMethods()) {
      if (method.getName().equals("create") && method.getParameterCount() == 0) {
        return new OwnedCredentials((AwsCredentialsProvider) method.invoke(null), List.of());
      }
    }
    return owned((AwsCredentialsProvider) type.getDeclaredConstructor().newInstance());
  }

  private static OwnedCredentials owned(AwsCredentialsProvider created) {
    return new OwnedCredentials(
        created, created instanceof AutoCloseable resource ? List.of(resource) : List.of());
  }
}
