package io.tweetsentiment.emulators.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.time.Instant;

/**
 * One of the two encodings of AWS's JSON protocol: JSON with times in seconds (a double) and blobs
 * in Base64, or CBOR with times in milliseconds and blobs as bytes.
 */
public final class AwsEncoding {
  public static final AwsEncoding JSON =
      new AwsEncoding("application/x-amz-json-1.1", new ObjectMapper());
  public static final AwsEncoding CBOR =
      new AwsEncoding("application/x-amz-cbor-1.1", new CBORMapper());

  private final String contentType;
  private final ObjectMapper mapper;

  private AwsEncoding(String contentType, ObjectMapper mapper) {
    this.contentType = contentType;
    this.mapper = mapper;
  }

  /** The encoding of a content type; JSON unless it is CBOR. */
  static AwsEncoding of(String contentType) {
    return contentType != null && contentType.startsWith(CBOR.contentType) ? CBOR : JSON;
  }

  String contentType() {
    return contentType;
  }

  ObjectMapper mapper() {
    return mapper;
  }

  public ObjectNode object() {
    return mapper.createObjectNode();
  }

  /** Reads a time in the form of this encoding. */
  public Instant time(JsonNode node) {
    return this == CBOR
        ? Instant.ofEpochMilli(node.asLong())
        : Instant.ofEpochMilli(Math.round(node.asDouble() * 1000));
  }

  public void putTime(ObjectNode target, String field, long epochMillis) {
    if (this == CBOR) {
      target.put(field, epochMillis);
    } else {
      target.put(field, epochMillis / 1000.0);
    }
  }
}
