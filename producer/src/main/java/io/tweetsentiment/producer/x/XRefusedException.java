package io.tweetsentiment.producer.x;

import io.tweetsentiment.producer.failure.IngestException;
import java.util.Locale;

/** X refuses the request permanently: a retry does not help. */
public final class XRefusedException extends IngestException {

  private static final long serialVersionUID = 1L;
  private static final int BAD_REQUEST = 400;

  private final int status;
  private final boolean all;

  /**
   * A refusal.
   *
   * @param all whether it concerns every request, and not only this one
   */
  public XRefusedException(int status, String message, boolean all) {
    super(message);
    this.status = status;
    this.all = all;
  }

  /** Whether X refuses the token of a page, which it names; X may let tokens expire. */
  public boolean refusesPage() {
    String words = getMessage().toLowerCase(Locale.ROOT);
    return status == BAD_REQUEST && words.contains("token") && !words.contains("is not one of");
  }

  public int status() {
    return status;
  }

  /** Whether X refuses every request, and not only this one. */
  public boolean concernsAll() {
    return all;
  }
}
