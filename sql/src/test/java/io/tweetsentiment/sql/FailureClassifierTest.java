package io.tweetsentiment.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class FailureClassifierTest {

  private final FailureClassifier failures =
      new FailureClassifier(
          LoaderConfig.load(Optional.empty(), Map.of("LOADER_S3_BUCKET", "sentiments")));

  @Test
  void shouldSayWhatToSetWhenThereAreNoCredentials() {
    AwsCredentialsProvider empty =
        () -> {
          throw SdkClientException.create("nothing here");
        };
    AwsCredentialsProviderChain chain = AwsCredentialsProviderChain.of(empty);

    assertThatThrownBy(chain::resolveCredentials)
        .isInstanceOfSatisfying(
            SdkException.class,
            e -> {
              LoadException failure = failures.classify(e);
              assertThat(failure.kind()).isEqualTo(LoadException.Kind.RETRY);
              assertThat(failure).hasMessageContainingAll("sentiments", "AWS_ACCESS_KEY_ID");
              assertThat(failure.getMessage()).hasSizeLessThan(200);
            });
  }

  @Test
  void shouldNameTheBucketWhenS3IsNotReached() {
    LoadException failure = failures.classify(SdkClientException.create("connect timed out"));

    assertThat(failure.kind()).isEqualTo(LoadException.Kind.RETRY);
    assertThat(failure).hasMessageContainingAll("sentiments", "connect timed out", "aws.endpoint");
  }
}
