package io.tweetsentiment.streams;

import io.tweetsentiment.streams.Decoded.Malformed;
import io.tweetsentiment.streams.Decoded.Valid;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads a record in Confluent's wire format: magic 0, 4 bytes of schema id, Avro.
 *
 * <p>Threading: owned by the stream thread.
 */
final class WireDecoder<T> {

  private static final int HEADER = 1 + Integer.BYTES;

  private final Class<T> type;
  private final SchemaLookup schemas;
  private final Deserializer<Object> avro;
  private int lastKnownId = -1;

  WireDecoder(Class<T> type, SchemaLookup schemas, Deserializer<Object> avro) {
    this.type = type;
    this.schemas = schemas;
    this.avro = avro;
  }

  /**
   * Decodes the value of a record.
   *
   * @throws RegistryUnavailable when the registry gives no answer
   */
  Decoded<T> decode(String topic, byte[] value) {
    if (value == null) {
      return new Malformed<>("the value is null");
    }
    if (value.length < HEADER || value[0] != 0) {
      return new Malformed<>(
          "no Avro in Confluent's wire format: " + value.length + " bytes without its magic 0");
    }
    int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    if (id != lastKnownId) {
      if (!schemas.knows(id)) {
        return new Malformed<>("the registry does not know schema id " + id);
      }
      lastKnownId = id;
    }
    Object decoded;
    try {
      decoded = avro.deserialize(topic, value);
    } catch (SerializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Malformed<>(
          "the bytes are no record of schema id " + id + ": " + cause.getMessage(),
          cause.getClass().getName());
    }
    return type.isInstance(decoded)
        ? new Valid<>(type.cast(decoded))
        : new Malformed<>(
            "schema id " + id + " is no " + type.getSimpleName() + " but " + name(decoded));
  }

  private static String name(Object decoded) {
    return decoded == null ? "null" : decoded.getClass().getSimpleName();
  }
}
