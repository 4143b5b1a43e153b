package io.tweetsentiment.producer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.schemas.rules.Fingerprint;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The posts that were sent, so that of all deletions of the network only theirs are sent. A file
 * has a line {@code <did> <rkey> <topic>} for each post and topic; in memory are hashes. A line is
 * written before its post is sent: a post in the file that was never sent only makes a deletion too
 * many.
 *
 * <p>Threading: owned by the reader of the source.
 */
final class SentPosts implements AutoCloseable {

  private final Path file;
  private final RandomAccessFile out;
  private final LongSet posts = new LongSet();
  private final LongSet inTopics = new LongSet();
  private final LongSet authors = new LongSet();

  /** One post under a topic. */
  record Post(String did, String rkey, String topic) {

    String uri() {
      return JetstreamEvent.postUri(did, rkey);
    }
  }

  private SentPosts(Path file, RandomAccessFile out) {
    this.file = file;
    this.out = out;
  }

  /** Reads the file, and cuts off a line that a crash left incomplete. */
  static SentPosts open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
    SentPosts sent = new SentPosts(file, out);
    try {
      long end = completeLines(out);
      out.setLength(end);
      out.seek(end);
      sent.eachLine(line -> sent.remember(post(line)));
      return sent;
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  private static long completeLines(RandomAccessFile out) throws IOException {
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

  private interface Line {
    void take(String line);
  }

  private void eachLine(Line taker) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.indexOf(' ') > 0) {
          taker.take(line);
        }
      }
    }
  }

  private static Post post(String line) {
    String[] parts = line.split(" ", 3);
    return new Post(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
  }

  private void remember(Post post) {
    posts.add(hash(post.uri()));
    inTopics.add(hash(inTopic(post.uri(), post.topic())));
    authors.add(hash(post.did()));
  }

  /** Whether a post was sent under any topic. */
  boolean contains(String uri) {
    return posts.contains(hash(uri));
  }

  /** Whether a post was sent under a topic. */
  boolean contains(String uri, String topic) {
    return inTopics.contains(hash(inTopic(uri, topic)));
  }

  private static String inTopic(String uri, String topic) {
    return uri + " " + topic;
  }

  /** The ids of an author's posts, each once. */
  Set<String> of(String did) {
    Set<String> of = new LinkedHashSet<>();
    if (authors.contains(hash(did))) {
      try {
        eachLine(
            line -> {
              Post post = post(line);
              if (post.did().equals(did)) {
                of.add(post.uri());
              }
            });
      } catch (IOException e) {
        throw new IngestException("cannot read " + file + ": " + e.getMessage(), e);
      }
    }
    return of;
  }

  /** Adds posts that are about to be sent; durable when this returns. */
  void add(Collection<Post> about) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Post post : about) {
      if (!contains(post.uri(), post.topic())) {
        lines.writeBytes(
            (post.did() + " " + inTopic(post.rkey(), post.topic()) + "\n").getBytes(UTF_8));
        remember(post);
      }
    }
    if (lines.size() == 0) {
      return;
    }
    try {
      out.write(lines.toByteArray());
      out.getFD().sync();
    } catch (IOException e) {
      throw new IngestException(
          "cannot write "
              + file
              + ": "
              + e.getMessage()
              + ". Make room, then run the same command again.",
          e);
    }
  }

  private static long hash(String text) {
    return Long.parseUnsignedLong(Fingerprint.ofReceived(text).substring(0, 16), 16);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
