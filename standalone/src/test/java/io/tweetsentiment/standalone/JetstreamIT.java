package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.emulators.jetstream.JetstreamEmulator;
import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session of Jetstream, with reconnections, repeats and deletions, through the pipeline. */
@Tag("long")
class JetstreamIT {

  private static final String BERT = "at://did:plc:bbbbbbbbbbbbbbbbbbbbbbbb/app.bsky.feed.post/";

  @TempDir private Path folder;

  private void run(String path, boolean killed) throws Exception {
    Ports ports = CommandProcess.freePorts();
    try (JetstreamEmulator server = JetstreamEmulator.start(JetstreamEmulator.session(path))) {
      Map<String, String> environment =
          Map.of("PRODUCER_JETSTREAM_URL", server.uri(path).toString());
      String[] args = {
        "--source",
        "jetstream",
        "--topic",
        "climate",
        "--from",
        "2026-03-02T12:00:00Z",
        "--to",
        "2026-03-02T12:01:00Z"
      };
      if (killed) {
        try (CommandProcess run = CommandProcess.standalone(folder, ports, environment, args)) {
          run.awaitStatus("some posts", status -> status.path("received").asInt() > 0);
          run.kill();
        }
      }
      try (CommandProcess run = CommandProcess.standalone(folder, ports, environment, args)) {
        JsonNode status = run.awaitComplete();
        assertThat(status.required("loaded_tweets").asInt()).isEqualTo(2);
        assertThat(status.required("dead_lettered").asInt()).isZero();
        Tables tables = Tables.of(ports);
        assertThat(tables.tweet()).hasSize(2);
        assertThat(tables.tweet().get(0))
            .startsWith("climate," + BERT + "b1,2026-03-02 12:00:06")
            .contains("good news after all");
        assertThat(tables.tweet().get(1)).startsWith("climate," + BERT + "b2,2026-03-02 12:00:09");
        assertThat(tables.sentiment()).hasSize(1);
        assertThat(tables.sentiment().get(0)).startsWith("climate,2026-03-02 12:00:00,2,");
      }
      assertThat(server.requests().size()).as("connections").isGreaterThan(3);
    }
  }

  @Test
  void shouldCountEachPostOnceAndNoDeletedOne() throws Exception {
    run(JetstreamEmulator.SECOND, false);
  }

  @Test
  void shouldCountEachPostOnceAndNoDeletedOneInTheFirstGenerationAfterAKill() throws Exception {
    run(JetstreamEmulator.FIRST, true);
  }
}
