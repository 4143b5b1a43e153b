package io.tweetsentiment.producer.staging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.schemas.rules.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Keeps each page as X sent it, and gives it back. The name of a page is {@code
 * <topic>/<slice>/<page>.json.gz}. Unpacked, its first line is a JSON object with the parameters of
 * the request (never the token) and the time; the rest is what X sent.
 */
public final class Staging {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int LONGEST = 190;
  private static final int HASH = 40;

  /** Written at each start; no page has such a name. */
  private static final String PROBE = "written-at-start";

  private final PageStore store;

  public Staging(PageStore store) {
    this.store = store;
  }

  /**
   * Keeps a page.
   *
   * @param page number of the page, from 0
   * @param parameters of the request
   * @throws IngestException when it cannot be kept
   */
  public void keep(Slice slice, int page, Map<String, String> parameters, Instant at, byte[] body) {
    if (store == PageStore.NONE) {
      return;
    }
    ObjectNode head = JSON.createObjectNode().put("at", at.toString());
    ObjectNode request = head.putObject("request");
    parameters.forEach(request::put);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write((head + "\n").getBytes(UTF_8));
      out.write(body);
      out.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes any page", e);
    }
    put(name(slice, page), packed.toByteArray());
  }

  /**
   * The body of a page that was kept; empty when it was not.
   *
   * @param page number of the page, from 0
   */
  public Optional<byte[]> page(Slice slice, int page) throws IOException {
    Optional<byte[]> packed = store.get(name(slice, page));
    if (packed.isEmpty()) {
      return Optional.empty();
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.get()))) {
      int b = in.read();
      while (b >= 0 && b != '\n') {
        b = in.read();
      }
      return Optional.of(in.readAllBytes());
    }
  }

  /** The ids of the slices of which pages are kept. */
  public Set<String> slices() throws IOException {
    Set<String> slices = new LinkedHashSet<>();
    for (String name : store.names()) {
      List<String> parts = List.of(name.split("/", -1));
      if (parts.size() >= 3 && name.endsWith(".json.gz")) {
        slices.add(parts.get(parts.size() - 2));
      }
    }
    return slices;
  }

  private static String name(Slice slice, int page) {
    String name = Slice.name(slice.topic(), slice.query());
    String id = slice.id();
    return String.format(
        Locale.ROOT,
        "%s/%s%s/%06d.json.gz",
        folder(Slice.name(slice.topic())),
        id.substring(0, id.length() - name.length()),
        folder(name),
        page);
  }

  /**
   * The form of a topic and its query, {@link Slice#name(String, String)}, in the name of a folder:
   * file systems take 255 bytes, of which the times of a slice need some.
   */
  public static String folder(String name) {
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST - HASH) + "~" + Fingerprint.ofReceived(name);
  }

  /**
   * Checks that pages can be kept, before one is paid for.
   *
   * @throws IngestException when they cannot
   */
  public void check() {
    if (store != PageStore.NONE) {
      put(PROBE, new byte[0]);
    }
  }

  private void put(String name, byte[] content) {
    try {
      store.put(name, content);
    } catch (IOException e) {
      throw new IngestException(
          "pages cannot be kept (staging): "
              + e
              + ". Correct that, or set staging=none, and run the same command again.",
          e);
    }
  }
}
