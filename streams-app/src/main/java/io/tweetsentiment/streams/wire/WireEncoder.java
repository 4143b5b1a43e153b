package io.tweetsentiment.streams.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Encodes records in Confluent's wire format. Confluent's serializer encodes the first record of a
 * schema and registers the schema as its settings say. The header of that record is used for the
 * following ones too, which saves a lookup in the serializer's schema cache for each record. If the
 * settings make the serializer write with another schema than the record's, it encodes all records.
 *
 * <p>Threading: thread-safe, like Confluent's serializer.
 */
final class WireEncoder implements Serializer<Object> {

  private static final int HEADER = 1 + Integer.BYTES;
  private static final int TYPICAL_SIZE = 512;

  private final Serializer<Object> confluent;
  private final WriterSchemas schemas;
  private volatile Known known;

  WireEncoder(Serializer<Object> confluent, WriterSchemas schemas) {
    this.confluent = confluent;
    this.schemas = schemas;
  }

  /** Looks up the schema of an id that is in the header of a record. */
  @FunctionalInterface
  interface WriterSchemas {
    Schema of(int id) throws IOException;
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes only pass through.
  private record Known(
      String topic, Schema schema, byte[] header, SpecificDatumWriter<SpecificRecord> writer) {

    byte[] encode(SpecificRecord datum) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
      bytes.write(header, 0, HEADER);
      BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
      try {
        writer.write(datum, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }
  }

  @Override
  public byte[] serialize(String topic, Object value) {
    if (!(value instanceof SpecificRecord datum)) {
      return confluent.serialize(topic, value);
    }
    Known last = known;
    if (last != null && last.schema().equals(datum.getSchema()) && last.topic().equals(topic)) {
      return last.encode(datum);
    }
    byte[] bytes = confluent.serialize(topic, value);
    if (bytes != null && isWrittenWith(datum.getSchema(), bytes)) {
      Schema schema = datum.getSchema();
      known =
          new Known(
              topic,
              schema,
              Arrays.copyOf(bytes, HEADER),
              new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema)));
    }
    return bytes;
  }

  @Override
  public void close() {
    confluent.close();
  }

  private boolean isWrittenWith(Schema schema, byte[] bytes) {
    try {
      Schema written = schemas.of(WireDecoder.id(bytes));
      return SchemaNormalization.toParsingForm(written)
          .equals(SchemaNormalization.toParsingForm(schema));
    } catch (IOException e) {
      // The record is written anyway; the next one tries again.
      return false;
    }
  }
}
