package io.tweetsentiment.emulators.wire;

/** An error of an emulated AWS service, which the client receives as its exception of that name. */
public final class AwsErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  public AwsErrorException(int status, String type, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
  }

  /** An error that the client caused, with HTTP status 400. */
  public static AwsErrorException of(String type, String message) {
    return new AwsErrorException(400, type, message);
  }

  int status() {
    return status;
  }

  /** Name of the error, for instance {@code ResourceNotFoundException}. */
  public String type() {
    return type;
  }
}
