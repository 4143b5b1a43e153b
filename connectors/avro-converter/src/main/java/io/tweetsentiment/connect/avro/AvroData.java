package io.tweetsentiment.connect.avro;

import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Connect data and Avro data, both ways.
 *
 * <p>A record is a struct of the same full name, a union with null an optional schema, an enum a
 * string, a fixed bytes with its name and size, a union of several types a struct with one optional
 * field per type. {@code decimal}, {@code date}, {@code time-millis} and {@code timestamp-millis}
 * are Connect's own logical types; every other logical type keeps its number or string under the
 * schema name {@code avro.logical.<type>}, so that microseconds stay microseconds. Docs and
 * defaults are kept. A record that contains itself, a map whose keys are no strings, and a value
 * without a schema have no counterpart and are a {@code DataException}.
 *
 * <p>Avro values are those of Avro's generic model. Schemas are translated once each. Threading:
 * safe for several threads.
 */
public final class AvroData {
  private final Cache<org.apache.avro.Schema, Schema> toConnect;
  private final Cache<Schema, org.apache.avro.Schema> toAvro;

  /**
   * @param schemas how many translated schemas to remember in each direction
   */
  public AvroData(int schemas) {
    toConnect = new SynchronizedCache<>(new LRUCache<>(schemas));
    toAvro = new SynchronizedCache<>(new LRUCache<>(schemas));
  }

  /** The Connect schema of an Avro schema. */
  public Schema connectSchema(org.apache.avro.Schema avro) {
    Schema schema = toConnect.get(avro);
    if (schema == null) {
      schema = SchemaToConnect.convert(avro);
      toConnect.put(avro, schema);
    }
    return schema;
  }

  /**
   * The Avro schema of a Connect schema; that of an optional one without the outermost null.
   *
   * @throws DataException when it has none, because of a name that Avro does not allow for instance
   */
  public org.apache.avro.Schema avroSchema(Schema connect) {
    org.apache.avro.Schema schema = toAvro.get(connect);
    if (schema == null) {
      try {
        schema = SchemaToAvro.convert(connect);
      } catch (AvroRuntimeException e) {
        throw new DataException("The schema has no counterpart in Avro: " + e.getMessage(), e);
      }
      toAvro.put(connect, schema);
    }
    return schema;
  }

  /** The Connect value of a generic Avro value. */
  public Object connectValue(org.apache.avro.Schema avro, Object value) {
    return ValueToConnect.convert(avro, connectSchema(avro), value);
  }

  /** The generic Avro value of a Connect value; null only where the schema is optional. */
  public Object avroValue(Schema connect, Object value) {
    return ValueToAvro.convert(connect, avroSchema(connect), value);
  }
}
