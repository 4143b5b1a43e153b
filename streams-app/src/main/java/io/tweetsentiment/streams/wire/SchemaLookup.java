package io.tweetsentiment.streams.wire;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.kafka.common.utils.ExponentialBackoff;

/**
 * Looks up schemas in the registry, separately from decoding, so that a failure of the registry is
 * never taken for a malformed record. A failed lookup is retried for about half a minute; then the
 * app stops.
 */
final class SchemaLookup {

  private static final int ATTEMPTS = 10;
  private static final ExponentialBackoff BACKOFF = new ExponentialBackoff(100, 2, 5_000, 0);
  private static final int NOT_FOUND = 404;

  private final SchemaRegistryClient client;
  private final Consumer<Duration> pause;

  /**
   * A lookup of schemas.
   *
   * @param pause waits between two attempts
   */
  SchemaLookup(SchemaRegistryClient client, Consumer<Duration> pause) {
    this.client = client;
    this.pause = pause;
  }

  /**
   * The schema of an id; empty when the registry has no schema with this id, or one that is not
   * Avro.
   *
   * @throws RegistryUnavailableException when the registry does not answer
   */
  Optional<Schema> find(int id) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Optional.of(client.getSchemaById(id))
            .filter(AvroSchema.class::isInstance)
            .map(schema -> ((AvroSchema) schema).rawSchema());
      } catch (RestClientException e) {
        if (e.getStatus() == NOT_FOUND) {
          return Optional.empty();
        }
        giveUpAfter(attempt, id, e);
      } catch (IOException e) {
        giveUpAfter(attempt, id, e);
      }
      pause.accept(Duration.ofMillis(BACKOFF.backoff(attempt - 1)));
    }
  }

  private static void giveUpAfter(int attempt, int id, Exception cause) {
    if (attempt == ATTEMPTS) {
      throw new RegistryUnavailableException(
          "the schema registry did not answer for schema id "
              + id
              + " in "
              + ATTEMPTS
              + " attempts: "
              + cause.getMessage()
              + "; check schema.registry.url",
          cause);
    }
  }
}
