package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose scoring service is slow, throttles requests, and always refuses some texts. */
class ComprehendIT {

  private static final int FULL = 25;

  @TempDir Path folder;

  @Test
  void shouldScoreOrDeadLetterEveryTweetWhenTheServiceIsUnkind() throws Exception {
    InventedTweets.Made tweets = InventedTweets.write(folder.resolve("tweets.jsonl.gz"), 7);
    Map<String, String> unkind =
        Map.of(
            // Without a limit, the engine takes the rate of its first throttled second for one, and
            // throttling at random does not rise above that for minutes.
            "STREAMS_COMPREHEND_CALLS_PER_SECOND",
            "100",
            "STANDALONE_COMPREHEND_LATENCY",
            "PT0.1S",
            "STANDALONE_COMPREHEND_ITEM_ERRORS",
            "0.03",
            "STANDALONE_COMPREHEND_ITEM_ERRORS_LAST",
            "true",
            "STANDALONE_COMPREHEND_THROTTLED",
            "0.05");
    String file = tweets.file().toString();
    Ports ports = CommandProcess.freePorts();
    try (CommandProcess run =
        CommandProcess.standalone(
            folder, ports, unkind, "--tweets", file, "--engine", "comprehend")) {
      JsonNode status = run.awaitComplete();
      Sums.requireEqual(status);
      assertThat(status.required("received").asInt()).isEqualTo(tweets.lines());
      assertThat(status.required("pending").asInt()).isZero();

      int dead = status.required("dead_lettered").asInt();
      int merged = status.required("merged").asInt();
      int rejected = dead - InventedTweets.UNUSABLE;
      assertThat(rejected).isBetween(tweets.tweets() / 100, tweets.tweets() / 15);
      assertThat(merged + rejected).isEqualTo(tweets.tweets());
      assertThat(status.required("loaded_tweets").asInt()).isEqualTo(merged);

      List<ConsumerRecord<byte[], byte[]>> letters = DeadLetters.of(ports, dead);
      assertThat(letters).hasSize(dead);
      assertThat(
              letters.stream()
                  .filter(letter -> DeadLetters.header(letter, "stage").equals("score")))
          .hasSize(rejected)
          .allSatisfy(
              letter ->
                  assertThat(DeadLetters.header(letter, "reason"))
                      .containsIgnoringCase("internal"));

      JsonNode stats =
          CommandProcess.get(URI.create(ports.url(Port.COMPREHEND) + "/stats")).orElseThrow();
      requireFullBatches(stats);
    }
  }

  /** Under load the calls are full; the last calls and the retries have fewer documents. */
  private static void requireFullBatches(JsonNode stats) {
    long documents = stats.required("documents").asLong();
    long inFull = stats.required("batch_sizes").path(Integer.toString(FULL)).asLong() * FULL;
    assertThat(stats.required("throttled").asInt()).isPositive();
    assertThat(stats.required("item_errors").asInt()).isPositive();
    assertThat((double) inFull / documents)
        .as("documents in full calls, %s", stats)
        .isGreaterThan(0.7);
  }
}
