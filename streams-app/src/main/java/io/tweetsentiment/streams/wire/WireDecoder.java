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
 * Decodes records in Confluent's wire format: the magic byte 0, a schema id of 4 bytes, Avro data.
 *
 * <p>Threading: owned by the stream thread.
 */
public final class WireDecoder<T> {

  private static final int LONGEST = 16 << 20;
  private static final int MOST_ITEMS = 1 << 20;
  private static final int HEADER = 1 + Integer.BYTES;

  static {
    // Avro allocates as much memory as a length field says before it checks that the data is there.
    // No record that Kafka accepts by default exceeds these limits.
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
   * @throws RegistryUnavailableException when the registry does not answer
   */
  public Decoded<T> decode(String topic, byte[] value) {
    if (value == null) {
      return new Malformed<>("the value is null");
    }
    if (value.length < HEADER || value[0] != 0) {
      return new Malformed<>(
          "not Avro in Confluent's wire format: "
              + value.length
              + " bytes, which do not start with the magic byte 0 and a schema id");
    }
    int id = id(value);
    if (id != lastId) {
      Optional<Schema> schema = schemas.find(id);
      if (schema.isEmpty()) {
        return new Malformed<>("the registry does not know schema id " + id);
      }
      Optional<String> problem = WriterSchemaCheck.problem(schema.get());
      if (problem.isPresent()) {
        return new Malformed<>("schema id " + id + " is not supported: " + problem.get());
      }
      lastId = id;
      reader = null;
      writer = schema.get();
    } else if (reader != null) {
      try {
        in = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, in);
        return new Valid<>(reader.read(null, in));
      } catch (IOException | RuntimeException e) {
        // Decoded again below, which produces the message.
        in = null;
      }
    }
    return decodeByName(topic, value, id);
  }

  /** Decodes with Confluent's deserializer, which finds the class by the schema's name. */
  private Decoded<T> decodeByName(String topic, byte[] value, int id) {
    Object decoded;
    try {
      decoded = avro.deserialize(topic, value);
    } catch (SerializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Malformed<>(
          "the bytes are not a record of schema id " + id + ": " + cause.getMessage(),
          cause.getClass().getName());
    }
    if (!type.isInstance(decoded)) {
      return new Malformed<>(
          "schema id " + id + " is " + name(decoded) + ", not " + type.getSimpleName());
    }
    // Later records of this schema are decoded without these lookups.
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
