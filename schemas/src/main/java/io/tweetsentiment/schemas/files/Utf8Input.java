package io.tweetsentiment.schemas.files;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.rules.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;

/** Converts UTF-16 or UTF-32 to UTF-8, with U+FFFD for invalid input. */
final class Utf8Input extends InputStream {

  private static final int MARK = 4;
  private static final int CHARACTERS = 16 * 1024;

  private final Reader reader;
  private final char[] characters = new char[CHARACTERS];
  private int kept;
  private byte[] bytes = {};
  private int at;

  private Utf8Input(Reader reader) {
    this.reader = reader;
  }

  /**
   * The bytes of a file as UTF-8, converted according to its byte-order mark; unchanged without
   * one.
   */
  static InputStream of(InputStream in) throws IOException {
    byte[] mark = in.readNBytes(MARK);
    PushbackInputStream whole = new PushbackInputStream(in, MARK);
    Charset charset = charset(mark);
    int skipped = charset == null ? 0 : charset.name().startsWith("UTF-32") ? MARK : 2;
    if (mark.length > skipped) {
      whole.unread(mark, skipped, mark.length - skipped);
    }
    return charset == null ? whole : new Utf8Input(new InputStreamReader(whole, charset));
  }

  private static Charset charset(byte[] mark) {
    if (begins(mark, 0xFF, 0xFE, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (begins(mark, 0, 0, 0xFE, 0xFF)) {
      return Charset.forName("UTF-32BE");
    }
    if (begins(mark, 0xFF, 0xFE)) {
      return UTF_16LE;
    }
    return begins(mark, 0xFE, 0xFF) ? UTF_16BE : null;
  }

  private static boolean begins(byte[] mark, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (i >= mark.length || (mark[i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (at == bytes.length) {
      int read = reader.read(characters, kept, CHARACTERS - kept);
      if (read < 0 && kept == 0) {
        return false;
      }
      int end = kept + Math.max(0, read);
      // The other half of a surrogate pair may be in the next read.
      kept = read >= 0 && Character.isHighSurrogate(characters[end - 1]) ? 1 : 0;
      String text = new String(characters, 0, end - kept);
      if (kept == 1) {
        characters[0] = characters[end - 1];
      }
      bytes = Utf8.wellFormed(text).getBytes(UTF_8);
      at = 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
