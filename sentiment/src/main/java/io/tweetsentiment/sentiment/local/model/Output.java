package io.tweetsentiment.sentiment.local.model;

/** The outputs of a {@link LinearModel}: three classes, then five experts. */
public final class Output {

  /** Class: negative. */
  public static final int NEGATIVE = 0;

  /** Class: neutral. */
  public static final int NEUTRAL = 1;

  /** Class: positive. */
  public static final int POSITIVE = 2;

  /** Index of the first expert, which is also the number of classes. */
  public static final int FIRST_EXPERT = 3;

  /** Expert: the text shows a positive emotion. */
  public static final int POSITIVE_EMOTION = 3;

  /** Expert: the text shows a negative emotion. */
  public static final int NEGATIVE_EMOTION = 4;

  /** Expert: the text would have a happy emoticon rather than a sad one. */
  public static final int HAPPY_EMOTICON = 5;

  /** Expert: the text is ironic. */
  public static final int IRONY = 6;

  /** Expert: the text is offensive. */
  public static final int OFFENCE = 7;

  private Output() {}
}
