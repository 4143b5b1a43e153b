package io.tweetsentiment.standalone.bench.broken.kinds;

/**
 * A kind of broken record.
 *
 * @param name what is wrong with it; unique
 * @param place where it enters
 * @param proof what proves that it did not disappear
 * @param most maximum number in a mix of any size, because some are large
 * @param form creates a record
 */
public record Kind(String name, EntryPoint place, Proof proof, int most, Form form) {

  /** Creates a record of a kind. */
  @FunctionalInterface
  public interface Form {
    Draft of(SampleTweet sample);
  }
}
