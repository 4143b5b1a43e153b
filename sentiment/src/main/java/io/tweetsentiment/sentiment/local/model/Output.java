package io.tweetsentiment.sentiment.local.model;

/** What each model of {@link LinearModel} tells. */
public final class Output {

  public static final int NEGATIVE = 0;
  public static final int NEUTRAL = 1;
  public static final int POSITIVE = 2;

  /** The experts stand behind the classes. */
  public static final int FIRST_EXPERT = 3;

  /** The text shows a positive emotion. */
  public static final int POSITIVE_EMOTION = 3;

  /** The text shows a negative emotion. */
  public static final int NEGATIVE_EMOTION = 4;

  /** The text would have a happy emoticon rather than a sad one. */
  public static final int HAPPY_EMOTICON = 5;

  /** The text is ironic. */
  public static final int IRONY = 6;

  /** The text offends. */
  public static final int OFFENCE = 7;

  private Output() {}
}
