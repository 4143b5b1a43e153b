package io.tweetsentiment.sentiment.local.text;

/**
 * The features of one text, which every part of the model uses. The buffers are reused for the next
 * text. Threading: owned by one thread.
 */
public final class TextFeatures {

  public final Tokens tokens = new Tokens();
  public final Ngrams ngrams = new Ngrams();
  public final double[] dense;

  private final TweetTokenizer tokenizer = new TweetTokenizer();

  /**
   * Allocates the buffers.
   *
   * @param dense size of {@link #dense}, at least {@link DenseFeatures#SIZE}
   */
  public TextFeatures(int dense) {
    this.dense = new double[dense];
  }

  /** Computes the tokens, all n-grams and the dense features. */
  public void computeAll(String text, DenseFeatures denseFeatures) {
    tokenizer.tokenize(text, tokens);
    ngrams.fill(tokens);
    denseFeatures.fill(tokens, dense);
  }

  /** Computes the tokens, the n-grams of words and the dense features. */
  public void compute(String text, DenseFeatures denseFeatures) {
    tokenizer.tokenize(text, tokens);
    ngrams.fillWords(tokens);
    denseFeatures.fill(tokens, dense);
  }
}
