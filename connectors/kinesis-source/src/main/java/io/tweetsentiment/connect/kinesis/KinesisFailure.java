package io.tweetsentiment.connect.kinesis;

import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** The kinds of failed calls. All errors of the AWS SDK are classified here. */
enum KinesisFailure {
  /** The limits of the stream were exceeded: retry without a time limit. */
  THROTTLED,
  /** A network or service error: retry for a limited time. */
  TRANSIENT,
  /** A retry would give the same answer. */
  FATAL;

  static KinesisFailure of(SdkException error) {
    if (error instanceof ProvisionedThroughputExceededException
        || error instanceof LimitExceededException
        || error instanceof KmsThrottlingException) {
      return THROTTLED;
    }
    if (error instanceof SdkServiceException service) {
      if (service.isThrottlingException()) {
        return THROTTLED;
      }
      boolean passes =
          service.statusCode() >= 500
              || service.isClockSkewException()
              || service instanceof ExpiredIteratorException
              || service instanceof ExpiredNextTokenException
              // The stream is being resharded, or its consumer is being created or removed.
              || service instanceof ResourceInUseException
              || code(error).startsWith("ExpiredToken");
      return passes ? TRANSIENT : FATAL;
    }
    return TRANSIENT;
  }

  /**
   * Creates the exception that fails a task or connector.
   *
   * @param what the object of "Cannot read"
   */
  static ConnectException toException(String what, SdkException error) {
    return new ConnectException(
        "Cannot read " + what + ": " + error.getMessage() + remedy(error), error);
  }

  /** Whether the endpoint does not know the operation, as endpoints other than AWS may. */
  static boolean isUnknownOperation(SdkException error) {
    String code = code(error);
    return code.contains("UnknownOperation")
        || code.contains("NotImplemented")
        || code.contains("InvalidAction")
        || (error instanceof SdkServiceException service
            && (service.statusCode() == 404 || service.statusCode() == 501)
            && !(error instanceof ResourceNotFoundException));
  }

  private static String remedy(SdkException error) {
    if (error instanceof ResourceNotFoundException) {
      return " Check kinesis.stream, kinesis.region and kinesis.base.url, then restart.";
    }
    if (code(error).contains("AccessDenied")) {
      return " The credentials need kinesis:ListShards, kinesis:GetShardIterator and"
          + " kinesis:GetRecords on the stream, and kms:Decrypt on the key of an encrypted stream."
          + " kinesis.read.mode=fanout also needs kinesis:DescribeStreamSummary,"
          + " kinesis:RegisterStreamConsumer, and on the consumer kinesis:DescribeStreamConsumer and"
          + " kinesis:SubscribeToShard.";
    }
    return of(error) == FATAL
        ? " Check the credentials and the configuration, then restart."
        : " Kinesis did not answer for longer than kinesis.retry.timeout.ms; restart when it is"
            + " available.";
  }

  private static String code(SdkException error) {
    return error instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? String.valueOf(service.awsErrorDetails().errorCode())
        : "";
  }
}
