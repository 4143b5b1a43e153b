package io.tweetsentiment.connect.s3.storage;

import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Classifies exceptions of the S3 client. If the answer shows that the request cannot succeed (bad
 * request, access denied, no such bucket, not implemented), the task fails; every other request is
 * retried.
 */
final class S3Failure {
  private static final Set<Integer> FINAL_STATUSES = Set.of(301, 400, 401, 403, 404, 405, 501);

  /**
   * Error codes that are retried even with one of these statuses: the clock, the credentials or the
   * transfer caused the error.
   */
  private static final Set<String> RETRIABLE_CODES =
      Set.of(
          "RequestTimeout",
          "ExpiredToken",
          "RequestTimeTooSkewed",
          "SlowDown",
          "NoSuchUpload",
          "BadDigest",
          "IncompleteBody",
          "XAmzContentChecksumMismatch",
          "XAmzContentSHA256Mismatch");

  private S3Failure() {}

  static <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw classify(what, e);
    }
  }

  static ConnectException classify(String what, SdkException failure) {
    if (failure instanceof S3Exception s3 && FINAL_STATUSES.contains(s3.statusCode())) {
      String code = s3.awsErrorDetails() == null ? "" : s3.awsErrorDetails().errorCode();
      if (code == null || !RETRIABLE_CODES.contains(code)) {
        return new ConnectException(what + ": " + remedy(s3.statusCode()) + s3.getMessage(), s3);
      }
    }
    return new RetriableException(what + ": " + failure.getMessage(), failure);
  }

  private static String remedy(int status) {
    return switch (status) {
      case 301 -> "the bucket is in another region; set s3.region. ";
      case 401, 403 ->
          "access denied; the credentials need s3:ListBucket on the bucket and"
              + " s3:GetObject, s3:PutObject and s3:AbortMultipartUpload on its objects. ";
      case 404 -> "the bucket does not exist; create it or correct s3.bucket.name and store.url. ";
      default -> "";
    };
  }
}
