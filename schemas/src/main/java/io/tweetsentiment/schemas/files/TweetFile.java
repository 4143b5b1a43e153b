package io.tweetsentiment.schemas.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.schemas.rules.TweetObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a file of tweets, piece by piece. A piece is usually a JSON object: one per line, several
 * in a line, one over several lines, or an element of an array. Invalid JSON is also a piece: it
 * extends to the end of its line and has the reason.
 */
public final class TweetFile {

  /** Of a longer line, only so many bytes are kept. */
  public static final int LONGEST_LINE = LineReader.LONGEST;

  /**
   * A part of the file that is read once.
   *
   * @param line number of its first line, from 1
   * @param bytes as they are in the file
   * @param json the parsed value; null when the bytes are not valid JSON
   * @param fault why there is no value; null when there is one
   * @param end whether the piece may change when the file grows
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  public record Piece(long line, byte[] bytes, JsonNode json, String fault, End end) {}

  /** How a piece ends. */
  public enum End {
    /** What is appended to the file does not change it. */
    CLOSED,
    /** The file ends before the line or the value does. */
    OPEN,
    /** The file cannot be read beyond it. */
    BROKEN
  }

  private final LineReader lines;
  private final Consumer<Piece> pieces;
  private LineReader.Line line;
  private int at;

  /** The line in which the array began whose elements are being read; null outside of an array. */
  private LineReader.Line arrayIn;

  private int arrayAt;
  private boolean arrayHasElements;

  /** Whether the value that was looked for in the next lines may end behind the file. */
  private boolean reachesEnd;

  private TweetFile(LineReader lines, Consumer<Piece> pieces) {
    this.lines = lines;
    this.pieces = pieces;
  }

  /**
   * Passes on each piece of a file, plain or gzip. The encoding is UTF-8, or UTF-16 or UTF-32 with
   * a byte-order mark.
   *
   * @throws IOException when the file is missing or cannot be opened; a later error results in a
   *     piece with the reason
   */
  public static void forEachPiece(Path file, Consumer<Piece> pieces) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException("tweets file " + file + " is missing or cannot be read");
    }
    try (LineReader lines = LineReader.open(file)) {
      new TweetFile(lines, pieces).read();
    } catch (IOException e) {
      throw new IOException("tweets file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void read() throws IOException {
    for (line = lines.next(); line != null; line = lines.next()) {
      at = 0;
      if (line.fault() != null) {
        give(line, line.bytes(), null, line.fault(), line.end());
        continue;
      }
      for (skip(); at < line.bytes().length; skip()) {
        piece();
      }
    }
    if (arrayIn != null) {
      byte[] begin = Arrays.copyOfRange(arrayIn.bytes(), arrayAt, arrayAt + 1);
      give(arrayIn, begin, null, "the array that begins here is not closed", End.OPEN);
    }
  }

  /** Skips blanks, commas, byte-order marks and the brackets of an array before the next piece. */
  private void skip() {
    byte[] bytes = line.bytes();
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b == '[' && arrayIn == null) {
        arrayIn = line;
        arrayAt = at;
        arrayHasElements = false;
      } else if (b == ']' && arrayIn != null) {
        arrayIn = null;
      } else if (LineReader.marks(bytes, at)) {
        at += 2;
      } else if (b != ' ' && b != '\t' && b != '\r' && b != ',') {
        return;
      }
      at++;
    }
  }

  private void piece() throws IOException {
    byte first = line.bytes()[at];
    JsonEndScanner extent = new JsonEndScanner();
    int end = first == '{' || first == '[' ? extent.end(line.bytes(), at) : scalarEnd();
    if (end < 0 && !overLines(extent)) {
      rest(
          end(line.bytes()),
          fault(Arrays.copyOfRange(line.bytes(), at, line.bytes().length)),
          reachesEnd ? End.OPEN : line.end());
    } else if (end >= 0) {
      within(end);
    }
  }

  /** Reads a value that ends in its line. */
  private void within(int end) {
    byte[] bytes = Arrays.copyOfRange(line.bytes(), at, end);
    try {
      JsonNode json = TweetObject.parse(bytes);
      give(line, bytes, json, null, line.end());
      arrayHasElements = true;
      at = end;
    } catch (TweetObject.UnreadableException e) {
      rest(anotherFollows(end) ? end : end(line.bytes()), e.getMessage(), line.end());
    }
  }

  /**
   * Passes on invalid JSON up to an index. If an array began in this line and has no element yet,
   * its bracket is part of the piece.
   */
  private void rest(int end, String fault, End how) {
    int start = at;
    if (arrayIn != null && arrayIn.number() == line.number() && !arrayHasElements) {
      start = arrayAt;
      arrayIn = null;
    }
    give(line, Arrays.copyOfRange(line.bytes(), start, end), null, fault, how);
    at = end;
  }

  /** Whether an object follows at an index, after blanks and commas, or the array ends there. */
  private boolean anotherFollows(int place) {
    byte[] bytes = line.bytes();
    int next = place;
    while (next < bytes.length && (bytes[next] == ' ' || bytes[next] == ',')) {
      next++;
    }
    return next < bytes.length && (bytes[next] == '{' || (bytes[next] == ']' && arrayIn != null));
  }

  /** End of the line, without a carriage return. */
  private static int end(byte[] bytes) {
    int end = bytes.length;
    return end > 0 && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  /** A number or a string ends before the comma in an array, and with the line elsewhere. */
  private int scalarEnd() {
    byte[] bytes = line.bytes();
    if (arrayIn == null) {
      return end(bytes);
    }
    boolean quoted = false;
    boolean escaped = false;
    for (int i = at; i < bytes.length; i++) {
      if (escaped) {
        escaped = false;
      } else if (bytes[i] == '"') {
        quoted = !quoted;
      } else if (quoted && bytes[i] == '\\') {
        escaped = true;
      } else if (!quoted && (bytes[i] == ',' || bytes[i] == ']')) {
        return i;
      }
    }
    return end(bytes);
  }

  /** Reads a value that continues in the next lines. Returns false when it does not. */
  private boolean overLines(JsonEndScanner extent) throws IOException {
    List<byte[]> following = new ArrayList<>();
    reachesEnd = false;
    try (MultiLineValue continuation = new MultiLineValue(line.bytes(), at)) {
      for (int i = 0; continuation.isOpen(); i++) {
        LineReader.Line next = lines.ahead(i, continuation.size());
        if (next == null || next.fault() != null) {
          reachesEnd = next == null ? lines.ended() : next.end() == End.BROKEN;
          return false;
        }
        following.add(next.bytes());
        int end = extent.end(next.bytes(), 0);
        if (end >= 0) {
          byte[] bytes = continuation.with(next.bytes(), end);
          JsonNode json = TweetObject.parse(bytes);
          if (!isTweet(json) && following.stream().anyMatch(TweetFile::isTweet)) {
            // The lines are tweets, and what stands around them only happens to be closed.
            return false;
          }
          give(line, bytes, json, null, next.end());
          arrayHasElements = true;
          line = lines.skip(i + 1);
          at = end;
          return true;
        }
        continuation.add(next.bytes());
        reachesEnd = next.end() == End.OPEN;
      }
      return false;
    } catch (TweetObject.UnreadableException e) {
      return false;
    }
  }

  private static boolean isTweet(byte[] bytes) {
    try {
      return isTweet(TweetObject.parse(bytes));
    } catch (TweetObject.UnreadableException e) {
      return false;
    }
  }

  private static boolean isTweet(JsonNode json) {
    JsonNode data = json.path("data");
    return data.isObject() && TweetObject.problem(data).isEmpty();
  }

  private static String fault(byte[] bytes) {
    try {
      return TweetObject.kind(TweetObject.parse(bytes)) + ", not an object";
    } catch (TweetObject.UnreadableException e) {
      return e.getMessage();
    }
  }

  private void give(LineReader.Line from, byte[] bytes, JsonNode json, String fault, End end) {
    pieces.accept(new Piece(from.number(), bytes, json, fault, end));
  }

  /** Name of a file up to its first dot, a topic for what has none. */
  public static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
