package io.tweetsentiment.streams.wire;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Creates decoders and serializers for Confluent's wire format, which share a client of one schema
 * registry.
 */
public final class WireFormat implements AutoCloseable {

  static final String URL = "schema.registry.url";

  private static final int CACHED_SCHEMAS = 1000;

  private final SchemaRegistryClient client;
  private final Map<String, Object> config;
  private final Consumer<Duration> pause;

  WireFormat(SchemaRegistryClient client, Map<String, Object> config, Consumer<Duration> pause) {
    this.client = client;
    this.config = config;
    this.pause = pause;
  }

  /**
   * Creates a client of the registry.
   *
   * @param registry properties of Confluent's client, including {@code schema.registry.url}
   */
  public static WireFormat connect(Map<String, String> registry) {
    Map<String, Object> config = new HashMap<>(registry);
    SchemaRegistryClient client =
        SchemaRegistryClientFactory.newClient(
            List.of(registry.get(URL).split(",", -1)),
            CACHED_SCHEMAS,
            List.of(new AvroSchemaProvider()),
            config,
            Map.of());
    return new WireFormat(client, config, WireFormat::sleep);
  }

  public <T> WireDecoder<T> decoder(Class<T> type) {
    return new WireDecoder<>(type, new SchemaLookup(client, pause));
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
      throw new IOException("the registry did not return schema id " + id, e);
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

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      // Kafka's own unchecked form: it restores the interrupt flag.
      throw new InterruptException(e);
    }
  }
}
