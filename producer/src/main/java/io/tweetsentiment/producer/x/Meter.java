package io.tweetsentiment.producer.x;

/** Learns of the requests that X may have billed although they gave no usable answer. */
public interface Meter {

  /** Counts nothing, and allows everything. */
  Meter FREE =
      new Meter() {
        @Override
        public void lost() {
          // Nothing is counted.
        }

        @Override
        public boolean again() {
          return true;
        }
      };

  /** A request may have been billed, and its answer is lost. */
  void lost();

  /** Asked before such a request is repeated: whether the limits of the run allow it. */
  boolean again() throws InterruptedException;
}
