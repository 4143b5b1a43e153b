package io.tweetsentiment.streams.wire;

import io.tweetsentiment.streams.wire.Decoded.Malformed;
import io.tweetsentiment.streams.wire.Decoded.Valid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads a record in Confluent's wire format: magic 0, 4 bytes of schema id, Avro.
 *
 * <p>Threading: owned by the stream thread.
 */
public final class WireDecoder<T> {

  private static final int LONGEST = 16 << 20;
  private static final int MOST_ITEMS = 1 << 20;
  private static final int HEADER = 1 + Integer.BYTES;

  static {
    // Avro makes room for as many characters as the bytes say before it looks whether they are
    // there; no record that Kafka takes by default holds more than these.
    limit("string", LONGEST);
    limit("bytes", LONGEST);
    limit("collectionItems", MOST_ITEMS);
  }

  private final Class<T> type;
  private final SchemaLookup schemas;
  private final Deserializer<Object> avro;
  private int lastId = -1;
  private Schema writer;
  private SpecificDatumReader<T> reader;
  private BinaryDecoder in;

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
  public Decoded<T> decode(String topic, byte[] value) {
    if (value == null) {
      return new Malformed<>("the value is null");
    }
    if (value.length < HEADER || value[0] != 0) {
      return new Malformed<>(
          "no Avro in Confluent's wire format: " + value.length + " bytes without its magic 0");
    }
    int id = id(value);
    if (id != lastId) {
      Optional<Schema> schema = schemas.find(id);
      if (schema.isEmpty()) {
        return new Malformed<>("the registry does not know schema id " + id);
      }
      Optional<String> fault = WriterSchema.fault(schema.get());
      if (fault.isPresent()) {
        return new Malformed<>("schema id " + id + " is not read: " + fault.get());
      }
      lastId = id;
      reader = null;
      writer = schema.get();
    } else if (reader != null) {
      try {
        in = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, in);
        return new Valid<>(reader.read(null, in));
      } catch (IOException | RuntimeException e) {
        // Read once more below, which finds the words for what is wrong.
        in = null;
      }
    }
    return decodeByName(topic, value, id);
  }

  /** Confluent's way: the schema's name says which class is read. */
  private Decoded<T> decodeByName(String topic, byte[] value, int id) {
    Object decoded;
    try {
      decoded = avro.deserialize(topic, value);
    } catch (SerializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Malformed<>(
          "the bytes are no record of schema id " + id + ": " + cause.getMessage(),
          cause.getClass().getName());
    }
    if (!type.isInstance(decoded)) {
      return new Malformed<>(
          "schema id " + id + " is no " + type.getSimpleName() + " but " + name(decoded));
    }
    // From now on without looking all of that up for each record.
    reader =
        new SpecificDatumReader<>(
            writer, ((SpecificRecord) decoded).getSchema(), SpecificData.getForClass(type));
    return new Valid<>(type.cast(decoded));
  }

  private static void limit(String of, int most) {
    String key = "org.apache.avro.limits." + of + ".maxLength";
    if (System.getProperty(key) == null) {
      System.setProperty(key, Integer.toString(most));
    }
  }

  /** The schema id in the header of a record. */
  static int id(byte[] value) {
    return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
  }

  private static String name(Object decoded) {
    return decoded == null ? "null" : decoded.getClass().getSimpleName();
  }
}
