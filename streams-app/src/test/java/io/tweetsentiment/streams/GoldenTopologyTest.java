package io.tweetsentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.FakeEngine;
import io.tweetsentiment.streams.scoring.FakeEventLoop;
import io.tweetsentiment.streams.wire.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/**
 * Compares the topology with the file. Its names are names of Kafka topics and stores, so a change
 * of the file is a change of deployed applications.
 */
class GoldenTopologyTest {

  @Test
  void shouldDescribeWhatIsDeployed() throws IOException {
    StreamsSettings settings = StreamsSettings.of(Map.of("schema.registry.url", "mock://golden"));
    ExponentialBackoff backoff = new ExponentialBackoff(1, 2, 1, 0);
    try (WireFormat wire = WireFormat.connect(settings.registry());
        Dispatcher dispatcher =
            new Dispatcher(new FakeEngine(1, 1), Duration.ZERO, backoff, new FakeEventLoop())) {
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
