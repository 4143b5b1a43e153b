package io.tweetsentiment.producer.stream;

import io.tweetsentiment.producer.x.Decoded;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A source that is read in its own order. A position says how far it was read. */
public interface PostSource {

  /** Name in the checkpoints and in messages; the same in every start. */
  String name();

  /**
   * What is searched for, the same in every start of the same search: positions are of one source
   * and one search. Equal to the name when it is everything.
   */
  String search();

  /** Whether new records come for ever, which nobody keeps when they are not read in time. */
  boolean live();

  /**
   * Reads on, until the end or until the receiver wants no more.
   *
   * @param position where an earlier start came to; empty for none
   * @param receiver takes what is read
   * @throws io.tweetsentiment.producer.failure.IngestException when the source cannot be read; the
   *     message says what to do
   */
  void read(Optional<String> position, Receiver receiver) throws IOException, InterruptedException;

  /** Takes what a source has read. */
  interface Receiver {

    /**
     * Sends a batch; all of it is acknowledged when this returns.
     *
     * @param items in the order of the source; may be empty when only the position has moved
     * @param position behind the batch
     * @return whether to read on
     */
    boolean take(List<Item> items, String position) throws IOException, InterruptedException;
  }

  /**
   * One record of a source.
   *
   * @param position behind it
   */
  record Item(Decoded reading, String position) {}
}
