package io.tweetsentiment.sentiment.local;

/** What is computed from one text before any model looks at it. Threading: owned by one thread. */
final class Workspace {

  final Tokens tokens = new Tokens();
  final Grams grams = new Grams();
  final double[] dense;

  private final TweetTokenizer tokenizer = new TweetTokenizer();

  Workspace(int dense) {
    this.dense = new double[dense];
  }

  /** Fills in tokens, all grams and evidence. */
  void readAll(String text, Evidence evidence) {
    tokenizer.tokenize(text, tokens);
    grams.fill(tokens);
    evidence.fill(tokens, dense);
  }

  /** Fills in tokens, the grams of words and evidence. */
  void read(String text, Evidence evidence) {
    tokenizer.tokenize(text, tokens);
    grams.fillWords(tokens);
    evidence.fill(tokens, dense);
  }
}
