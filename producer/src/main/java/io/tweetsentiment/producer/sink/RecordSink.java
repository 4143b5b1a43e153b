package io.tweetsentiment.producer.sink;

import io.tweetsentiment.producer.failure.IngestException;
import java.util.List;

/** Where the records of a run go. Threading: safe. */
public interface RecordSink extends AutoCloseable {

  /**
   * Checks that records can be sent, before the run spends anything.
   *
   * @throws IngestException when they cannot; the message says what to do
   */
  void check();

  /**
   * Sends records in order, as far as the sink keeps the order. All are acknowledged when this
   * returns.
   *
   * @param records records that fit the limits
   * @param acknowledged receives the sequence numbers, where the sink has some
   * @throws IngestException when the sink does not take them
   */
  void put(List<SinkRecord> records, SequenceNumbers acknowledged) throws InterruptedException;

  @Override
  void close();
}
