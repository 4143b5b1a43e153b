package io.tweetsentiment.schemas.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.tweetsentiment.schemas.rules.TweetObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A JSON value that is read line by line. It is rejected at the first line that cannot belong to
 * it, so an incomplete line does not make the valid lines after it unreadable.
 */
final class MultiLineValue implements AutoCloseable {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(TweetObject.DEEPEST).build())
          .build();

  private final JsonParser parser;
  private final ByteArrayFeeder feeder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean open = true;

  MultiLineValue(byte[] line, int start) throws IOException {
    parser = JSON.createNonBlockingByteArrayParser();
    feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    feed(line, start);
  }

  /** Whether another line may belong to the value. */
  boolean isOpen() {
    return open;
  }

  int size() {
    return bytes.size();
  }

  /** Adds a whole line. */
  void add(byte[] line) {
    feed(line, 0);
  }

  /** The bytes of the value, including the last line up to {@code end}. */
  byte[] with(byte[] line, int end) {
    bytes.write(line, 0, end);
    return bytes.toByteArray();
  }

  private void feed(byte[] line, int start) {
    byte[] whole = new byte[line.length - start + 1];
    System.arraycopy(line, start, whole, 0, line.length - start);
    whole[whole.length - 1] = '\n';
    bytes.write(whole, 0, whole.length);
    try {
      feeder.feedInput(whole, 0, whole.length);
      JsonToken token = parser.nextToken();
      while (token != null && token != JsonToken.NOT_AVAILABLE) {
        token = parser.nextToken();
      }
    } catch (IOException e) {
      open = false;
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
