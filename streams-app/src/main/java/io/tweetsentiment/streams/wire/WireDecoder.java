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
  private final Schema expected;
  private int lastId = -1;
  private SpecificDatumReader<T> reader;
  private BinaryDecoder in;

  /** A decoder of records of a generated class. The only calls of the registry are lookups. */
  WireDecoder(Class<T> type, SchemaLookup schemas) {
    this.type = type;
    this.schemas = schemas;
    this.expected = SpecificData.get().getSchema(type);
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
      Optional<String> problem = problem(schema.get());
      if (problem.isPresent()) {
        return new Malformed<>("schema id " + id + " " + problem.get());
      }
      lastId = id;
      reader = new SpecificDatumReader<>(schema.get(), expected, SpecificData.getForClass(type));
    }
    try {
      in = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, in);
      return new Valid<>(reader.read(null, in));
    } catch (IOException | RuntimeException e) {
      in = null;
      return new Malformed<>(
          "the bytes are not a record of schema id " + id + ": " + message(e),
          e.getClass().getName());
    }
  }

  /** Why records of a schema cannot be values of the type; empty when they can. */
  private Optional<String> problem(Schema schema) {
    if (!schema.getFullName().equals(expected.getFullName())) {
      return Optional.of("is " + schema.getName() + ", not " + type.getSimpleName());
    }
    return WriterSchemaCheck.problem(schema).map(problem -> "is not supported: " + problem);
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
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
}
