package io.tweetsentiment.standalone.bench.broken.kinds;

/**
 * A kind of broken record.
 *
 * @param name what is wrong with it; told once
 * @param place where it enters
 * @param proof what shows that it did not disappear
 * @param most how many of it a mix takes, whatever its size: some are large
 * @param form makes one
 */
public record Kind(String name, EntryPoint place, Proof proof, int most, Form form) {

  /** Makes a record of a kind. */
  @FunctionalInterface
  public interface Form {
    Draft of(SampleTweet sample);
  }
}
