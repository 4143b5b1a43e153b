package io.tweetsentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.scoring.Backoff;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.FakeEngine;
import io.tweetsentiment.streams.scoring.FakeLoop;
import io.tweetsentiment.streams.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** A change of what is deployed is a change of the file: names here are names in Kafka. */
class GoldenTopologyTest {

  @Test
  void shouldDescribeWhatIsDeployed() throws IOException {
    StreamsSettings settings = StreamsSettings.of(Map.of("schema.registry.url", "mock://golden"));
    Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0.0);
    try (Wire wire = Wire.connect(settings.registry());
        Dispatcher dispatcher =
            new Dispatcher(new FakeEngine(1, 1), Duration.ZERO, backoff, new FakeLoop())) {
      Topology topology =
          new TweetTopology(settings, wire, dispatcher, Clock.systemUTC(), new CounterBoard())
              .get();

      try (InputStream expected = getClass().getResourceAsStream("/expected-topology.txt")) {
        assertThat(topology.describe().toString().strip())
            .isEqualTo(new String(expected.readAllBytes(), UTF_8).strip());
      }
    }
  }
}
