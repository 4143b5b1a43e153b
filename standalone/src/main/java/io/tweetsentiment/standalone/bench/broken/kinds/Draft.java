package io.tweetsentiment.standalone.bench.broken.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A record before it is injected.
 *
 * @param key key of a record or name of an object below its topic's folder; null for none
 * @param value bytes of the record; null for none
 * @param schema name in {@link Schemas} whose id is written into the bytes 1 to 4; null to leave
 *     them unchanged
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are never compared
public record Draft(byte[] key, byte[] value, String schema) {

  public static Draft of(String value) {
    return new Draft(null, value.getBytes(UTF_8), null);
  }

  public static Draft of(byte[] value) {
    return new Draft(null, value, null);
  }

  Draft withKey(String other) {
    return new Draft(other == null ? null : other.getBytes(UTF_8), value, schema);
  }
}
