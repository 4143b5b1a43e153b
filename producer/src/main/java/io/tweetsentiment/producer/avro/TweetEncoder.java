package io.tweetsentiment.producer.avro;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.schemas.Tweet;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * Encodes tweets as Avro in Confluent wire format, with Confluent's serializer.
 *
 * <p>Threading: safe; each thread has a serializer of its own, all share the registry client's
 * cache.
 */
public final class TweetEncoder implements AutoCloseable {

  private final ThreadLocal<KafkaAvroSerializer> serializers;
  private final RegistryConfig config;
  private final SchemaRegistryClient registry;

  public TweetEncoder(SchemaRegistryClient registry, RegistryConfig config) {
    this.config = config;
    this.registry = registry;
    Map<String, Object> properties = Map.copyOf(config.properties());
    this.serializers =
        ThreadLocal.withInitial(
            () -> {
              KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry);
              serializer.configure(properties, false);
              return serializer;
            });
  }

  /** Checks that the registry has the schema, before the run spends anything. */
  public void checkRegistry() {
    encode(Tweet.newBuilder().setTweetId("0").setIngestedAt(Instant.EPOCH).build());
  }

  /**
   * Encodes a tweet.
   *
   * @throws IngestException when the registry cannot be reached or refuses the schema
   */
  public byte[] encode(Tweet tweet) {
    try {
      return serializers.get().serialize(config.topic(), tweet);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IngestException(
          String.format(
              "the schema registry %s returned no id for the subject %s-value: %s. Check"
                  + " schema.registry.url; with auto.register=false, register the schema first.",
              config.url(), config.topic(), cause.getMessage()),
          e);
    }
  }

  /** Closes the client of the registry. */
  @Override
  public void close() throws IOException {
    registry.close();
  }
}
