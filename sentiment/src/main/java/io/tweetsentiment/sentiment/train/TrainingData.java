package io.tweetsentiment.sentiment.train;

import java.nio.file.Path;

/**
 * The data sets that a model is trained on: files of fixed names in one folder.
 *
 * @param classes 0 negative, 1 neutral, 2 positive
 * @param smiles 0 sad, 2 happy: the kind of emoticon that was removed from the text
 * @param emoji 20 classes
 * @param emotion 4 classes
 * @param hate 2 classes
 * @param irony 2 classes
 * @param offence 2 classes
 * @param emotions 11 bits
 * @param goEmotions 28 bits
 */
record TrainingData(
    LabelledTexts classes,
    LabelledTexts smiles,
    LabelledTexts emoji,
    LabelledTexts emotion,
    LabelledTexts hate,
    LabelledTexts irony,
    LabelledTexts offence,
    LabelledTexts emotions,
    LabelledTexts goEmotions) {

  /** Joy, love, optimism, trust. */
  private static final int POSITIVE = bits(4, 5, 6, 10);

  /** Anger, disgust, fear, pessimism, sadness. */
  private static final int NEGATIVE = bits(0, 2, 3, 7, 8);

  /**
   * Admiration, amusement, approval, caring, desire, excitement, gratitude, joy, love, optimism,
   * pride, relief.
   */
  private static final int GO_POSITIVE = bits(0, 1, 4, 5, 8, 13, 15, 17, 18, 20, 21, 23);

  /**
   * Anger, annoyance, disappointment, disapproval, disgust, embarrassment, fear, grief,
   * nervousness, remorse, sadness.
   */
  private static final int GO_NEGATIVE = bits(2, 3, 9, 10, 11, 12, 14, 16, 19, 24, 25);

  static TrainingData read(Path folder) {
    return new TrainingData(
        LabelledTexts.tabbed(folder.resolve("train.tsv.gz"), 3),
        LabelledTexts.tabbed(folder.resolve("aux-sentiment140-100k.tsv.gz"), 3),
        LabelledTexts.tabbed(folder.resolve("aux-emoji.tsv.gz"), 20),
        LabelledTexts.tabbed(folder.resolve("aux-emotion.tsv.gz"), 4),
        LabelledTexts.tabbed(folder.resolve("aux-hate.tsv.gz"), 2),
        LabelledTexts.tabbed(folder.resolve("aux-irony.tsv.gz"), 2),
        LabelledTexts.tabbed(folder.resolve("aux-offensive.tsv.gz"), 2),
        LabelledTexts.emotions(folder.resolve("emotions-2018-ec-train.txt.gz"))
            .and(LabelledTexts.emotions(folder.resolve("emotions-2018-ec-dev.txt.gz"))),
        LabelledTexts.goEmotions(folder.resolve("goemotions-train.tsv.gz")));
  }

  /** Texts of both emotion sets: bit 0 for a positive emotion, bit 1 for a negative one. */
  LabelledTexts feelings() {
    return sides(emotions, POSITIVE, NEGATIVE).and(sides(goEmotions, GO_POSITIVE, GO_NEGATIVE));
  }

  private static LabelledTexts sides(LabelledTexts texts, int positive, int negative) {
    int[] sides = new int[texts.size()];
    for (int i = 0; i < sides.length; i++) {
      int bits = texts.labels()[i];
      sides[i] = ((bits & positive) != 0 ? 1 : 0) | ((bits & negative) != 0 ? 2 : 0);
    }
    return new LabelledTexts(texts.texts(), sides);
  }

  private static int bits(int... places) {
    int bits = 0;
    for (int place : places) {
      bits |= 1 << place;
    }
    return bits;
  }
}
