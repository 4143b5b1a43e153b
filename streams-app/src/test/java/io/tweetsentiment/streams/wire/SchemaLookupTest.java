package io.tweetsentiment.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tweetsentiment.schemas.Tweet;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only the answer "not found" of the registry makes a record malformed. */
class SchemaLookupTest {

  private final Deque<Exception> failures = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final SchemaLookup lookup =
      new SchemaLookup(
          new MockSchemaRegistryClient() {
            @Override
            public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
              Exception failure = failures.poll();
              if (failure instanceof IOException io) {
                throw io;
              }
              if (failure instanceof RestClientException rest) {
                throw rest;
              }
              return new AvroSchema(Tweet.SCHEMA$);
            }
          },
          pauses::add);

  @Test
  void shouldKnowASchemaWhenTheRegistryHasIt() {
    assertThat(lookup.find(1)).contains(Tweet.SCHEMA$);
    assertThat(pauses).isEmpty();
  }

  @Test
  void shouldNotKnowASchemaWhenTheRegistrySaysSo() {
    failures.add(new RestClientException("Schema not found", 404, 40403));

    assertThat(lookup.find(1)).isEmpty();
  }

  @Test
  void shouldAskAgainWhenTheRegistryIsInTrouble() {
    failures.add(new IOException("connection refused"));
    failures.add(new RestClientException("internal", 500, 50001));
    failures.add(new RestClientException("unauthorized", 401, 40101));

    assertThat(lookup.find(1)).contains(Tweet.SCHEMA$);
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void shouldDieWhenTheRegistryGivesNoAnswer() {
    for (int i = 0; i < 10; i++) {
      failures.add(new IOException("connection refused"));
    }

    assertThatThrownBy(() -> lookup.find(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("schema id 7")
        .hasMessageContaining("connection refused")
        .hasMessageContaining("schema.registry.url");
    assertThat(pauses)
        .hasSize(9)
        .last()
        .satisfies(
            pause -> assertThat(pause).isCloseTo(Duration.ofSeconds(5), Duration.ofMillis(1)));
  }
}
