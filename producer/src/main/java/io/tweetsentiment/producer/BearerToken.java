package io.tweetsentiment.producer;

/** The token that X is asked with. Its text appears in the request and nowhere else. */
final class BearerToken {

  private final String text;

  BearerToken(String text) {
    this.text = text;
  }

  /** Value of the request's Authorization header. */
  String header() {
    return "Bearer " + text;
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
