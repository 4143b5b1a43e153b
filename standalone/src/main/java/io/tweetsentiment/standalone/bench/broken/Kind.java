package io.tweetsentiment.standalone.bench.broken;

/**
 * A kind of broken record.
 *
 * @param name what is wrong with it; told once
 * @param place where it enters
 * @param proof what shows that it did not disappear
 * @param most how many of it a mix takes, whatever its size: some are large
 * @param form makes one
 */
record Kind(String name, Place place, Proof proof, int most, Form form) {

  /** Makes a record of a kind. */
  @FunctionalInterface
  interface Form {
    Draft of(Sample sample);
  }
}
