package io.tweetsentiment.producer.failure;

import software.amazon.awssdk.core.exception.SdkException;

/** Messages of the AWS SDK that fit on a line. */
public final class AwsErrors {

  private AwsErrors() {}

  /** The message; for missing credentials, where the SDK's message fills a page, what to do. */
  public static String message(SdkException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("Unable to load credentials")
        ? "no AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
            + " AWS_PROFILE, or give the machine a role"
        : message;
  }
}
