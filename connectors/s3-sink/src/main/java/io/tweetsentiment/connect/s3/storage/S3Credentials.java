package io.tweetsentiment.connect.s3.storage;

import java.lang.reflect.Method;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Creates the providers of credentials. */
public final class S3Credentials {
  private S3Credentials() {}

  /**
   * Creates a provider without asking it for credentials.
   *
   * @param region the region of the security token service
   * @throws ConfigException if the class of a provider cannot be used
   */
  public static AwsCredentialsProvider provider(
      S3ClientSettings.Credentials credentials, String region) {
    if (credentials instanceof S3ClientSettings.AccessKey key) {
      return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret()));
    }
    if (credentials instanceof S3ClientSettings.AssumedRole role) {
      return assumed(role, region);
    }
    return provider((S3ClientSettings.Provider) credentials);
  }

  private static AwsCredentialsProvider assumed(S3ClientSettings.AssumedRole role, String region) {
    StsClient sts =
        StsClient.builder()
            .region(Region.of(region))
            .credentialsProvider(provider(role.base(), region))
            .httpClientBuilder(ApacheHttpClient.builder())
            .build();
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(
            request ->
                request
                    .roleArn(role.arn())
                    .roleSessionName(role.sessionName())
                    .externalId(role.externalId().orElse(null)))
        .build();
  }

  private static AwsCredentialsProvider provider(S3ClientSettings.Provider provider) {
    try {
      AwsCredentialsProvider created = create(provider.className());
      if (created instanceof Configurable configurable) {
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

  private static AwsCredentialsProvider create(String className)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(className, true, S3Credentials.class.getClassLoader());
    for (Method method : type.getMethods()) {
      if (method.getName().equals("create") && method.getParameterCount() == 0) {
        return (AwsCredentialsProvider) method.invoke(null);
      }
    }
    return (AwsCredentialsProvider) type.getDeclaredConstructor().newInstance();
  }
}
