package io.tweetsentiment.producer.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsErrorsTest {

  @Test
  void shouldSayWhatToSetWhenThereAreNoCredentials() {
    AwsCredentialsProvider empty =
        () -> {
          throw SdkClientException.create("nothing here");
        };

    assertThatThrownBy(AwsCredentialsProviderChain.of(empty, empty)::resolveCredentials)
        .isInstanceOfSatisfying(
            SdkException.class,
            e ->
                assertThat(AwsErrors.message(e))
                    .contains("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "role")
                    .doesNotContain("nothing here"));
  }

  @Test
  void shouldSayWhatTheSdkSaysOtherwise() {
    assertThat(AwsErrors.message(SdkClientException.create("connection refused")))
        .isEqualTo("connection refused");
  }
}
