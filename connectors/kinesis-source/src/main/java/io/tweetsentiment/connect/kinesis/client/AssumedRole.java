package io.tweetsentiment.connect.kinesis.client;

import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials of a role that is assumed by the security token service. Closing it also closes
 * the client of that service, which the SDK leaves open, and with it the credentials that may
 * assume the role.
 */
final class AssumedRole implements AwsCredentialsProvider, SdkAutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

  private final StsClient sts;
  private final StsAssumeRoleCredentialsProvider role;

  AssumedRole(KinesisSourceConfig config, String arn, AwsCredentialsProvider base) {
    sts =
        StsClient.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(base)
            .httpClientBuilder(KinesisClientFactory.http(config))
            .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
            .build();
    role =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(
                request ->
                    request
                        .roleArn(arn)
                        .roleSessionName(config.roleSessionName())
                        .externalId(config.roleExternalId().orElse(null)))
            .build();
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return role.resolveCredentials();
  }

  @Override
  public void close() {
    role.close();
    sts.close();
  }
}
