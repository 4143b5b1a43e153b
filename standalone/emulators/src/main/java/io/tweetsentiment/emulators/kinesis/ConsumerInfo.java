package io.tweetsentiment.emulators.kinesis;

/**
 * A registered consumer of enhanced fan-out.
 *
 * @param createdAt epoch milliseconds
 */
record ConsumerInfo(String name, long createdAt) {
  private static final String KIND = "/consumer/";

  String arn(String streamArn) {
    return streamArn + KIND + name + ":" + createdAt / 1000;
  }

  /** The part of a consumer's ARN that names its stream; the whole text if it is no such ARN. */
  static String streamArn(String arn) {
    int end = arn.indexOf(KIND);
    return end < 0 ? arn : arn.substring(0, end);
  }
}
