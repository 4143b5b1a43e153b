package io.confluent.connect.avro;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;

/**
 * Has the name of the converter that workers of Confluent's platform bring and that cannot be had
 * here. It is this project's converter.
 */
public final class AvroConverter implements Converter {
  private final io.tweetsentiment.connect.avro.AvroConverter converter =
      new io.tweetsentiment.connect.avro.AvroConverter();

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    converter.configure(configs, isKey);
  }

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    return converter.fromConnectData(topic, schema, value);
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte[] value) {
    return converter.toConnectData(topic, value);
  }
}
