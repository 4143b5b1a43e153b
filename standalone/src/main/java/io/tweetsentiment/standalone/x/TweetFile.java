package io.tweetsentiment.standalone.x;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads a file of lines, plain or gzip (told apart by its first bytes). */
final class TweetFile {
  private static final int BUFFER = 64 * 1024;

  private TweetFile() {}

  /** Gives each line that is not blank, without its line end. */
  static void forEachLine(Path file, Consumer<byte[]> lines) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException("tweets file " + file + " is missing or cannot be read");
    }
    try (InputStream in = open(file)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int start = 0;
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            line.write(buffer, start, i - start);
            emit(line, lines);
            start = i + 1;
          }
        }
        line.write(buffer, start, read - start);
      }
      emit(line, lines);
    } catch (IOException e) {
      throw new IOException("tweets file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, BUFFER) : in;
  }

  private static void emit(ByteArrayOutputStream line, Consumer<byte[]> lines) {
    byte[] bytes = line.toByteArray();
    line.reset();
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        lines.accept(bytes);
        return;
      }
    }
  }

  /** Name of a file up to its first dot. */
  static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
