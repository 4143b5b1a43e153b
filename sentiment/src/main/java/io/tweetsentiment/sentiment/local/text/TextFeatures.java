package io.tweetsentiment.sentiment.local.text;

/** What is computed from one text before any model looks at it. Threading: owned by one thread. */
public final class TextFeatures {

  public final Tokens tokens = new Tokens();
  public final Ngrams ngrams = new Ngrams();
  public final double[] dense;

  private final TweetTokenizer tokenizer = new TweetTokenizer();

  public TextFeatures(int dense) {
    this.dense = new double[dense];
  }

  /** Fills in tokens, all ngrams and evidence. */
  public void readAll(String text, DenseFeatures evidence) {
    tokenizer.tokenize(text, tokens);
    ngrams.fill(tokens);
    evidence.fill(tokens, dense);
  }

  /** Fills in tokens, the ngrams of words and evidence. */
  public void read(String text, DenseFeatures evidence) {
    tokenizer.tokenize(text, tokens);
    ngrams.fillWords(tokens);
    evidence.fill(tokens, dense);
  }
}
