package io.tweetsentiment.standalone.bench.broken.kinds;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files of tweets that are not one tweet per line. */
final class FileKinds {

  private FileKinds() {}

  static List<Kind> list() {
    return new Kinds(EntryPoint.FILE)
        .add("gzip that ends early", Proof.EITHER, 1, FileKinds::cutGzip)
        .add("gzip with a broken end", Proof.EITHER, 1, FileKinds::brokenGzip)
        .add("file in UTF-16", Proof.EITHER, 1, s -> Draft.of((s.line() + "\n").getBytes(UTF_16)))
        .add(
            "file with a byte-order mark",
            Proof.EITHER,
            1,
            s -> Draft.of("\ufeff" + s.line() + "\n"))
        .add("file of one array", Proof.EITHER, 1, s -> Draft.of("[\n" + s.line() + "\n]\n"))
        .add("file of objects over several lines", Proof.EITHER, 1, FileKinds::pretty)
        .add("file without a line end", Proof.EITHER, 1, s -> Draft.of("\n\n" + s.line()))
        .add(
            "file with the line ends of an old Mac",
            Proof.EITHER,
            1,
            s -> Draft.of(s.line() + "\r" + s.line() + "\r"))
        .toList();
  }

  private static Draft cutGzip(SampleTweet sample) {
    byte[] whole = gzip(lines(sample));
    return Draft.of(Arrays.copyOf(whole, whole.length - 20));
  }

  private static Draft brokenGzip(SampleTweet sample) {
    byte[] bytes = gzip(lines(sample));
    // The last eight bytes are the checksum and the length.
    bytes[bytes.length - 8] ^= 1;
    return Draft.of(bytes);
  }

  /** Enough lines that some can be read from a stream that ends early. */
  private static String lines(SampleTweet sample) {
    return (sample.line() + "\n").repeat(500);
  }

  private static Draft pretty(SampleTweet sample) {
    try {
      ObjectMapper json = new ObjectMapper();
      return Draft.of(json.readTree(sample.line()).toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
