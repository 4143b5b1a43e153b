package io.tweetsentiment.streams.wire;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serializer;

/** Confluent's wire format: makes the decoders and serializers of one registry. */
public final class Wire implements AutoCloseable {

  static final String URL = "schema.registry.url";

  private static final int CACHED_SCHEMAS = 1000;

  private final SchemaRegistryClient client;
  private final Map<String, Object> config;
  private final Sleeper sleeper;

  Wire(SchemaRegistryClient client, Map<String, Object> config, Sleeper sleeper) {
    this.client = client;
    this.config = config;
    this.sleeper = sleeper;
  }

  /**
   * A client of the registry.
   *
   * @param registry properties of Confluent's client, {@code schema.registry.url} among them
   */
  public static Wire connect(Map<String, String> registry) {
    Map<String, Object> config = new HashMap<>(registry);
    config.put("specific.avro.reader", true);
    SchemaRegistryClient client =
        SchemaRegistryClientFactory.newClient(
            List.of(registry.get(URL).split(",", -1)),
            CACHED_SCHEMAS,
            List.of(new AvroSchemaProvider()),
            config,
            Map.of());
    return new Wire(client, config, Wire::sleep);
  }

  public <T> WireDecoder<T> decoder(Class<T> type) {
    return new WireDecoder<>(
        type, new SchemaLookup(client, sleeper), new KafkaAvroDeserializer(client, config));
  }

  public Serializer<Object> serializer() {
    KafkaAvroSerializer serializer = new KafkaAvroSerializer(client);
    serializer.configure(config, false);
    return new WireEncoder(serializer, this::schema);
  }

  private Schema schema(int id) throws IOException {
    try {
      return ((AvroSchema) client.getSchemaById(id)).rawSchema();
    } catch (RestClientException e) {
      throw new IOException("the registry does not tell schema id " + id, e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }
}
