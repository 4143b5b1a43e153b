package io.tweetsentiment.connect.avro;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.NonRecordContainer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/**
 * Kafka Connect converter between Connect data and Avro in Confluent's wire format: a zero byte,
 * the id of the schema in four bytes, Avro binary. It accepts the keys of Confluent's serializers
 * and passes all of them on.
 *
 * <p>Bytes that cannot be decoded, and an id that the registry does not know, cause a {@code
 * DataException}: with {@code errors.tolerance=all}, Connect sends the record to the dead letter
 * queue. A registry that does not answer or refuses the credentials causes a {@code
 * RetriableException}: Connect retries for {@code errors.retry.timeout} milliseconds, which should
 * be -1 (no limit) wherever {@code errors.tolerance=all} is set.
 *
 * <p>When the class is loaded, it sets limits of Avro for the whole JVM; the README lists them.
 */
public final class AvroConverter implements Converter, Versioned {
  private static final int HEADER_BYTES = 5;

  private static final int MAX_LENGTH = 16 << 20;
  private static final int MAX_ITEMS = 1 << 20;
  private static final int MAX_READABLE_SCHEMAS = 1000;

  static {
    // Avro allocates memory for the length that a record states before it reads the content, so a
    // few
    // bytes could use up the heap. No record of Kafka's default maximum size exceeds these limits.
    setLimit("string", MAX_LENGTH);
    setLimit("bytes", MAX_LENGTH);
    setLimit("collectionItems", MAX_ITEMS);
  }

  private final Cache<Integer, Boolean> readable =
      new SynchronizedCache<>(new LRUCache<>(MAX_READABLE_SCHEMAS));
  private final KafkaAvroSerializer serializer = new KafkaAvroSerializer();
  private final KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
  private AvroData data;

  @Override
  public String version() {
    return AvroConverterConfig.version();
  }

  @Override
  public ConfigDef config() {
    return AvroConverterConfig.CONFIG_DEF;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    AvroConverterConfig config = new AvroConverterConfig(configs);
    Map<String, Object> passed = new HashMap<>(configs);
    // AvroData expects Avro's generic model with plain numbers.
    passed.put("specific.avro.reader", false);
    passed.put("avro.use.logical.type.converters", false);
    serializer.configure(passed, isKey);
    deserializer.configure(passed, isKey);
    data = new AvroData(config.schemaCacheSize());
  }

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    if (value == null && (schema == null || schema.isOptional())) {
      return null;
    }
    Schema known = schema == null ? plainSchema(value) : schema;
    org.apache.avro.Schema avro = data.avroSchema(known);
    Object converted = data.avroValue(known, value);
    try {
      return serializer.serialize(
          topic,
          converted instanceof GenericContainer
              ? converted
              : new NonRecordContainer(avro, converted));
    } catch (KafkaException e) {
      throw RegistryFailure.classify("Record for topic " + topic + " cannot be encoded", e);
    }
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte[] value) {
    if (value == null) {
      return SchemaAndValue.NULL;
    }
    if (value.length < HEADER_BYTES || value[0] != 0) {
      throw new DataException(
          "Record of topic "
              + topic
              + " is not Avro in the wire format of the registry, which begins with a zero byte and"
              + " the four bytes of the schema id");
    }
    requireReadable(topic, ByteBuffer.wrap(value, 1, Integer.BYTES).getInt());
    Object decoded;
    try {
      decoded = deserializer.deserialize(topic, value);
    } catch (KafkaException e) {
      throw RegistryFailure.classify("Record of topic " + topic + " cannot be decoded", e);
    }
    if (decoded instanceof GenericContainer container) {
      org.apache.avro.Schema avro = container.getSchema();
      return new SchemaAndValue(data.connectSchema(avro), data.connectValue(avro, decoded));
    }
    if (decoded == null) {
      return SchemaAndValue.NULL;
    }
    Object plain = decoded instanceof CharSequence text ? text.toString() : decoded;
    return new SchemaAndValue(plainSchema(plain), plain);
  }

  @Override
  public void close() throws IOException {
    Utils.closeQuietly(serializer, "Avro serializer");
    Utils.closeQuietly(deserializer, "Avro deserializer");
  }

  /** Checks each schema once. */
  private void requireReadable(String topic, int id) {
    if (readable.get(id) != null) {
      return;
    }
    ParsedSchema schema;
    try {
      schema = deserializer.getSchemaById(id);
    } catch (IOException | RestClientException e) {
      // The deserializer fails in the same way, and that exception is classified.
      return;
    }
    Optional<String> reason =
        schema instanceof AvroSchema avro
            ? WriterSchemaCheck.reasonToRefuse(avro.rawSchema())
            : Optional.empty();
    if (reason.isPresent()) {
      throw new DataException(
          "Record of topic "
              + topic
              + " is refused because of schema id "
              + id
              + ": "
              + reason.get());
    }
    readable.put(id, true);
  }

  private static void setLimit(String type, int limit) {
    String key = "org.apache.avro.limits." + type + ".maxLength";
    if (System.getProperty(key) == null) {
      System.setProperty(key, Integer.toString(limit));
    }
  }

  /** Returns the schema of a value without one: a number, a string, a boolean or bytes. */
  private static Schema plainSchema(Object value) {
    Schema.Type type = ConnectSchema.schemaType(value.getClass());
    if (type == null || !type.isPrimitive()) {
      throw new DataException(
          "A "
              + value.getClass().getName()
              + " without a schema cannot be converted to Avro; use a source or converter that"
              + " provides schemas");
    }
    return new ConnectSchema(type);
  }
}
