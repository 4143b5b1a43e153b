package io.tweetsentiment.connect.s3.storage;

import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Classifies exceptions of the S3 client into three kinds. If the answer shows that the request can
 * never succeed (bad request, no such bucket, not implemented), the task fails. If permissions,
 * keys, tokens or the clock are wrong, it is a {@link Refusal}. Every other request is retried.
 */
final class S3Failure {
  private static final Set<Integer> FINAL_STATUSES = Set.of(301, 400, 404, 405, 501);
  private static final Set<Integer> REFUSED_STATUSES = Set.of(401, 403);

  /**
   * Error codes that are retried even with one of these statuses, because the transfer caused them.
   */
  private static final Set<String> RETRIABLE_CODES =
      Set.of(
          "RequestTimeout",
          "SlowDown",
          "NoSuchUpload",
          "BadDigest",
          "IncompleteBody",
          "XAmzContentChecksumMismatch",
          "XAmzContentSHA256Mismatch");

  private static final Set<String> CLOCK_CODES = Set.of("RequestTimeTooSkewed", "RequestExpired");
  private static final Set<String> TOKEN_CODES =
      Set.of("ExpiredToken", "ExpiredTokenException", "InvalidToken", "TokenRefreshRequired");

  private S3Failure() {}

  static <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw classify(what, e);
    }
  }

  static ConnectException classify(String what, SdkException failure) {
    if (!(failure instanceof AwsServiceException answer)) {
      return new RetriableException(what + ": " + failure.getMessage(), failure);
    }
    String code = code(answer);
    if (RETRIABLE_CODES.contains(code)) {
      return new RetriableException(what + ": " + answer.getMessage(), answer);
    }
    String remedy = refusal(answer, code);
    if (!remedy.isEmpty()) {
      return new Refusal(what + ": " + remedy + answer.getMessage(), answer);
    }
    return FINAL_STATUSES.contains(answer.statusCode())
        ? new ConnectException(
            what + ": " + remedy(answer.statusCode()) + answer.getMessage(), answer)
        : new RetriableException(what + ": " + answer.getMessage(), answer);
  }

  private static String code(AwsServiceException answer) {
    String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }

  /** Returns what an operator can do about a refusal; empty if the answer is none. */
  private static String refusal(AwsServiceException answer, String code) {
    if (CLOCK_CODES.contains(code)) {
      return "the clock of this machine differs from that of S3; synchronise it, for example with"
          + " NTP. ";
    }
    if (TOKEN_CODES.contains(code)) {
      return "the session token is not valid any more; the provider of the credentials has to renew"
          + " it. ";
    }
    if (code.startsWith("KMS.")) {
      return "the key of s3.sse.kms.key.id or of the bucket cannot be used; enable it and allow"
          + " kms:GenerateDataKey. ";
    }
    if (REFUSED_STATUSES.contains(answer.statusCode())) {
      return answer instanceof S3Exception
          ? "access denied; the credentials need s3:ListBucket on the bucket and"
              + " s3:GetObject, s3:PutObject and s3:AbortMultipartUpload on its objects. "
          : "the credentials were refused; correct them, or allow them to assume the role of"
              + " s3.credentials.provider.sts.role.arn. ";
    }
    // The answer to a HEAD has no body, so an expired token is a 400 without a code.
    return answer.statusCode() == 400 && (code.isEmpty() || code.equals("400"))
        ? "refused without a reason, which an expired token or a wrong clock can cause. "
        : "";
  }

  private static String remedy(int status) {
    return switch (status) {
      case 301 -> "the bucket is in another region; set s3.region. ";
      case 404 -> "the bucket does not exist; create it or correct s3.bucket.name and store.url. ";
      default -> "";
    };
  }
}
