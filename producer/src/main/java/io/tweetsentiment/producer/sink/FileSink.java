package io.tweetsentiment.producer.sink;

import io.tweetsentiment.producer.failure.IngestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Appends records to a file, a line each, and syncs it after each page. A line that a crash left
 * incomplete is cut off by the next start; its page is sent again.
 *
 * <p>The file is not written through a channel, because an interrupt would close it.
 */
public final class FileSink implements RecordSink {

  private final Path file;
  private RandomAccessFile out;
  private long end;

  public FileSink(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public synchronized void check() {
    try {
      if (out == null) {
        Files.createDirectories(file.getParent());
        out = new RandomAccessFile(file.toFile(), "rw");
        end = completeLines();
        out.setLength(end);
        out.seek(end);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The place behind the last line break. */
  private long completeLines() throws IOException {
    long place = out.length();
    while (place > 0) {
      out.seek(place - 1);
      if (out.read() == '\n') {
        return place;
      }
      place--;
    }
    return 0;
  }

  @Override
  public synchronized void put(List<SinkRecord> records, SequenceNumbers acknowledged) {
    check();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (SinkRecord record : records) {
      lines.writeBytes(record.data());
      lines.write('\n');
    }
    try {
      out.write(lines.toByteArray());
      out.getFD().sync();
      end += lines.size();
    } catch (IOException e) {
      takeBack();
      throw failed(e);
    }
    if (!records.isEmpty()) {
      acknowledged.add(file.getFileName().toString(), Long.toString(end));
    }
  }

  /** A page that a full disk cut must not be continued by the next one. */
  private void takeBack() {
    try {
      out.setLength(end);
      out.seek(end);
    } catch (IOException e) {
      // The next start cuts off the incomplete line.
      out = null;
    }
  }

  private IngestException failed(IOException e) {
    return new IngestException(
        "cannot write "
            + file
            + " (sink.file): "
            + e.getMessage()
            + ". Make room or correct it, then run the same command again.",
        e);
  }

  @Override
  public synchronized void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
