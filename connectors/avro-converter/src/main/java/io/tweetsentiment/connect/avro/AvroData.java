package io.tweetsentiment.connect.avro;

import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Converts between Connect data and Avro data.
 *
 * <p>A record corresponds to a struct with the same full name, a union with null to an optional
 * schema, an enum to a string, a fixed to bytes with its name and size, and a union of several
 * types to a struct with one optional field per type. {@code decimal}, {@code date}, {@code
 * time-millis} and {@code timestamp-millis} correspond to Connect's logical types. A value of any
 * other logical type keeps its number or string, with the schema name {@code avro.logical.<type>},
 * so that microseconds stay microseconds. A map whose keys are not strings corresponds to an array
 * of entries. Docs and defaults are kept. A record that contains itself and a value without a
 * schema cannot be converted and cause a {@code DataException}.
 *
 * <p>Avro values are those of Avro's generic model. Translated schemas are cached. Threading:
 * thread-safe.
 */
public final class AvroData {
  private final Cache<org.apache.avro.Schema, Schema> toConnect;
  private final Cache<Schema, org.apache.avro.Schema> toAvro;
  private final Decimals decimals;

  /**
   * @param schemas number of translated schemas to keep in memory for each direction
   */
  public AvroData(int schemas) {
    this(schemas, Decimals.OF_CONVERTERS);
  }

  /**
   * @param schemas number of translated schemas to keep in memory for each direction
   */
  public AvroData(int schemas, Decimals decimals) {
    this.decimals = decimals;
    toConnect = new SynchronizedCache<>(new LRUCache<>(schemas));
    toAvro = new SynchronizedCache<>(new LRUCache<>(schemas));
  }

  /** Returns the Connect schema of an Avro schema. */
  public Schema connectSchema(org.apache.avro.Schema avro) {
    Schema schema = toConnect.get(avro);
    if (schema == null) {
      schema = SchemaToConnect.convert(avro);
      toConnect.put(avro, schema);
    }
    return schema;
  }

  /**
   * Returns the Avro schema of a Connect schema. For an optional schema, the result is not a union
   * with null.
   *
   * @throws DataException if Avro cannot represent the schema, for example because Avro does not
   *     allow a name
   */
  public org.apache.avro.Schema avroSchema(Schema connect) {
    org.apache.avro.Schema schema = toAvro.get(connect);
    if (schema == null) {
      try {
        schema = SchemaToAvro.convert(connect, decimals);
      } catch (AvroRuntimeException | IllegalArgumentException e) {
        throw new DataException("Avro cannot represent the schema: " + e.getMessage(), e);
      }
      toAvro.put(connect, schema);
    }
    return schema;
  }

  /** Returns the Connect value of a generic Avro value. */
  public Object connectValue(org.apache.avro.Schema avro, Object value) {
    return ValueToConnect.convert(avro, connectSchema(avro), value);
  }

  /** Returns the generic Avro value of a Connect value; null only if the schema is optional. */
  public Object avroValue(Schema connect, Object value) {
    return ValueToAvro.convert(connect, avroSchema(connect), value);
  }
}
