package io.tweetsentiment.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tweetsentiment.producer.avro.RegistryConfig;
import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.x.Decoded;
import io.tweetsentiment.producer.x.SearchPage;
import io.tweetsentiment.producer.x.TweetReader;
import io.tweetsentiment.schemas.Tweet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Real tweets, where they are at hand. */
class ReplayFilesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<Path> files() throws IOException {
    Path folder =
        Optional.ofNullable(System.getenv("TWEET_DATA"))
            .map(Path::of)
            .orElseGet(() -> Path.of("").toAbsolutePath().resolve("../../shared/data").normalize())
            .resolve("replay");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList();
    }
  }

  @Test
  void shouldMakeATweetOfEveryLine() throws Exception {
    List<Path> files = files();
    assumeThat(files).as("replay files in ../shared/data or $TWEET_DATA").isNotEmpty();
    TweetEncoder encoder =
        new TweetEncoder(
            new MockSchemaRegistryClient(),
            new RegistryConfig(
                "mock://replay", "tweets.raw", Map.of("schema.registry.url", "mock://replay")));
    for (Path file : files) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
        int count = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          check(JSON.readTree(line), encoder);
          count++;
        }
        assertThat(count).isPositive();
      }
    }
  }

  private static void check(JsonNode line, TweetEncoder encoder) throws IOException {
    JsonNode data = line.path("data");
    JsonNode author = line.at("/includes/users/0");
    String page = "{\"data\":[" + data + "],\"includes\":" + line.path("includes") + "}";
    List<Decoded> readings =
        TweetReader.read(
            SearchPage.parse(page.getBytes(UTF_8)), line.path("topic").asText(), Instant.EPOCH);
    // One comparison a line: there are 60,000 of them.
    Tweet tweet = readings.get(0) instanceof Decoded.Valid read ? read.tweet() : new Tweet();
    List<Object> is =
        Arrays.asList(
            readings.size(),
            tweet.getTweetId(),
            tweet.getText(),
            tweet.getCreatedAt(),
            tweet.getUsername(),
            tweet.getLocation());
    List<Object> expected =
        Arrays.asList(
            1,
            data.path("id").textValue(),
            data.path("text")
                .textValue()
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&"),
            Instant.parse(data.path("created_at").asText()),
            author.path("username").textValue(),
            author.path("location").textValue());
    if (!is.equals(expected) || encoder.encode(tweet)[4] != 1) {
      assertThat(is).as("%s", line).isEqualTo(expected);
    }
  }
}
