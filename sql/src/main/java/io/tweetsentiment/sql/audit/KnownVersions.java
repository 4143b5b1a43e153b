package io.tweetsentiment.sql.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.sql.bucket.SinkObject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The versions of objects that are loaded, so that a pass without new objects needs no query. It
 * holds 128 bits of each, 32 bytes of memory on average.
 *
 * <p>Threading: owned by the loader.
 */
public final class KnownVersions {

  private static final int FIRST_SLOTS = 1 << 10;

  private final MessageDigest digest = md5();
  private long[] slots = new long[2 * FIRST_SLOTS];
  private int size;

  /** Notes a version as loaded. */
  public void add(String key, String etag) {
    ByteBuffer hash = hash(key, etag);
    if (2 * (size + 1) > slots.length / 2) {
      grow();
    }
    size += put(slots, hash.getLong(0), hash.getLong(8)) ? 1 : 0;
  }

  public void addAll(List<SinkObject> objects) {
    objects.forEach(object -> add(object.key(), object.etag()));
  }

  /** The objects whose version is not loaded, in the given order. */
  public List<SinkObject> missing(List<SinkObject> objects) {
    return objects.stream().filter(object -> !contains(object)).toList();
  }

  /** Number of versions. */
  public int size() {
    return size;
  }

  private boolean contains(SinkObject object) {
    ByteBuffer hash = hash(object.key(), object.etag());
    int place = find(slots, hash.getLong(0), hash.getLong(8));
    return slots[place] != 0 || slots[place + 1] != 0;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i] != 0 || slots[i + 1] != 0) {
        put(larger, slots[i], slots[i + 1]);
      }
    }
    slots = larger;
  }

  private static boolean put(long[] slots, long high, long low) {
    int place = find(slots, high, low);
    boolean isNew = slots[place] == 0 && slots[place + 1] == 0;
    slots[place] = high;
    slots[place + 1] = low;
    return isNew;
  }

  /** The place of a hash, or the free one where it belongs. */
  private static int find(long[] slots, long high, long low) {
    int pairs = slots.length / 2;
    int pair = (int) (high & (pairs - 1));
    while (true) {
      int place = 2 * pair;
      boolean isFree = slots[place] == 0 && slots[place + 1] == 0;
      if (isFree || (slots[place] == high && slots[place + 1] == low)) {
        return place;
      }
      pair = (pair + 1) & (pairs - 1);
    }
  }

  private ByteBuffer hash(String key, String etag) {
    digest.update(key.getBytes(UTF_8));
    digest.update((byte) 0);
    return ByteBuffer.wrap(digest.digest(etag.getBytes(UTF_8)));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
