package io.tweetsentiment.sentiment.local;

/** What each model of {@link LinearModel} tells. */
final class Lane {

  static final int NEGATIVE = 0;
  static final int NEUTRAL = 1;
  static final int POSITIVE = 2;

  /** The experts stand behind the classes. */
  static final int FIRST_EXPERT = 3;

  /** The text shows a positive emotion. */
  static final int GLADNESS = 3;

  /** The text shows a negative emotion. */
  static final int SADNESS = 4;

  /** The text would have a happy emoticon rather than a sad one. */
  static final int SMILE = 5;

  /** The text is ironic. */
  static final int IRONY = 6;

  /** The text offends. */
  static final int OFFENCE = 7;

  private Lane() {}
}
