package io.tweetsentiment.producer.sink;

import io.tweetsentiment.producer.failure.IngestException;
import java.io.PrintStream;
import java.util.List;

/** Prints records, a line each. */
public final class StreamSink implements RecordSink {

  private final PrintStream out;

  public StreamSink(PrintStream out) {
    this.out = out;
  }

  @Override
  public void check() {
    if (out.checkError()) {
      throw new IngestException("the standard output is closed, so the tweets cannot be printed.");
    }
  }

  @Override
  public synchronized void put(List<SinkRecord> records, SequenceNumbers acknowledged) {
    for (SinkRecord record : records) {
      out.writeBytes(record.data());
      out.write('\n');
    }
    out.flush();
    check();
  }

  @Override
  public void close() {
    out.flush();
  }
}
