package io.tweetsentiment.streams.wire;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Asks the registry for a schema, apart from decoding, so that a registry that does not answer is
 * never taken for a malformed record: that is retried for about half a minute, and then the app
 * stops.
 */
final class SchemaLookup {

  private static final int ATTEMPTS = 10;
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);
  private static final int NOT_FOUND = 404;

  private final SchemaRegistryClient client;
  private final Sleeper sleeper;

  SchemaLookup(SchemaRegistryClient client, Sleeper sleeper) {
    this.client = client;
    this.sleeper = sleeper;
  }

  /**
   * The schema of an id; empty when the registry knows none, or none of Avro.
   *
   * @throws RegistryUnavailable when it gives no answer
   */
  Optional<Schema> find(int id) {
    Duration delay = FIRST_DELAY;
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
      pause(delay);
      delay = delay.multipliedBy(2);
      delay = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
  }

  private void pause(Duration delay) {
    try {
      sleeper.sleep(delay);
    } catch (InterruptedException e) {
      // Kafka's own unchecked form: it restores the interrupt flag.
      throw new InterruptException(e);
    }
  }

  private static void giveUpAfter(int attempt, int id, Exception cause) {
    if (attempt == ATTEMPTS) {
      throw new RegistryUnavailable(
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
