package io.tweetsentiment.connect.s3.storage;

import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sorts what S3 throws: an answer that says that the request can never succeed (bad request, access
 * denied, no such bucket, not implemented) ends the task; everything else is tried again.
 */
final class S3Failure {
  private static final Set<Integer> FINAL = Set.of(301, 400, 401, 403, 404, 405, 501);

  /** Of these statuses too: the clock, the credentials or the bytes on their way were at fault. */
  private static final Set<String> PASSING =
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
    if (failure instanceof S3Exception s3 && FINAL.contains(s3.statusCode())) {
      String code = s3.awsErrorDetails() == null ? "" : s3.awsErrorDetails().errorCode();
      if (code == null || !PASSING.contains(code)) {
        return new ConnectException(what + ": " + remedy(s3.statusCode()) + s3.getMessage(), s3);
      }
    }
    return new RetriableException(what + ": " + failure.getMessage(), failure);
  }

  private static String remedy(int status) {
    return switch (status) {
      case 301 -> "it is in another region; set s3.region. ";
      case 401, 403 ->
          "access denied; the credentials need s3:ListBucket on the bucket, and"
              + " s3:GetObject, s3:PutObject and s3:AbortMultipartUpload on its objects. ";
      case 404 -> "it does not exist; create the bucket or correct s3.bucket.name and store.url. ";
      default -> "";
    };
  }
}
