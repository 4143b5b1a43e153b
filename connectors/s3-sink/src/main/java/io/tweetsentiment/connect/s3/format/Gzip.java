package io.tweetsentiment.connect.s3.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Compression of formats that have none of their own.
 *
 * @param enabled whether files are compressed
 * @param level 0 to 9; -1 for the default
 */
public record Gzip(boolean enabled, int level) {
  /** The buffers, and the window of the compressor, which is outside the heap. */
  private static final long BYTES = 300_000;

  String extension() {
    return enabled ? ".gz" : "";
  }

  long memory() {
    return enabled ? BYTES : 0;
  }

  OutputStream over(OutputStream out) throws IOException {
    return enabled ? new Leveled(out, level) : out;
  }

  InputStream over(InputStream in) throws IOException {
    return enabled ? new GZIPInputStream(in) : in;
  }

  private static final class Leveled extends GZIPOutputStream {
    Leveled(OutputStream out, int level) throws IOException {
      super(new BufferedOutputStream(out), 1 << 13);
      def.setLevel(level < 0 ? Deflater.DEFAULT_COMPRESSION : level);
    }
  }
}
