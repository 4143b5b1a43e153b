package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any answer of X is no page at all, or each of its elements is read or has a reason. */
class TweetReaderFuzzTest {

  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

  private static final String PAGE =
      "{\"data\":[{\"id\":\"12\",\"text\":\"tea\",\"created_at\":\"2026-03-01T00:00:00Z\","
          + "\"author_id\":\"7\",\"edit_history_tweet_ids\":[\"11\",\"12\"],\"note_tweet\":"
          + "{\"text\":\"long\"},\"referenced_tweets\":[{\"type\":\"retweeted\",\"id\":\"5\"}]}],"
          + "\"includes\":{\"users\":[{\"id\":\"7\",\"username\":\"u\",\"verified\":true}],"
          + "\"tweets\":[{\"id\":\"5\",\"text\":\"full\"}]},\"errors\":[{\"type\":"
          + "\"x/resource-not-found\",\"resource_type\":\"tweet\",\"parameter\":\"id\","
          + "\"resource_id\":\"9\"}],\"meta\":{\"next_token\":\"b\"}}";

  private static final List<String> VALUES =
      List.of(
          "null",
          "0",
          "-1",
          "1e999",
          "99999999999999999999",
          "true",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[{}]",
          "{\"id\":{}}",
          "{\"id\":\"1\"}",
          "\"+1000000000-01-01T00:00:00Z\"",
          "\"9999-12-31T23:59:60Z\"",
          "\"-999999999-01-01T00:00:00+18:00\"");

  @Provide
  Arbitrary<String> pages() {
    return Arbitraries.longs().map(TweetReaderFuzzTest::changed);
  }

  @Property
  void shouldReadEachElementOrSayWhyNot(@ForAll("pages") String json) {
    requireReadings(json.getBytes(UTF_8));
  }

  @Property
  void shouldRefuseBytesThatAreNoPage(@ForAll byte[] bytes) {
    requireReadings(bytes);
  }

  @Property(tries = 20)
  void shouldRefuseDepth(@ForAll("depths") int depth) {
    requireReadings(("{\"data\":[" + "[".repeat(depth)).getBytes(UTF_8));
    requireReadings(
        ("{\"data\":[" + "{\"id\":".repeat(depth) + "1" + "}".repeat(depth) + "]}")
            .getBytes(UTF_8));
  }

  @Provide
  Arbitrary<Integer> depths() {
    return Arbitraries.of(1, 999, 1_001, 100_000);
  }

  private static void requireReadings(byte[] body) {
    SearchPage page;
    try {
      page = SearchPage.parse(body);
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    List<Decoded> readings = TweetReader.read(page, "tea", NOW);
    assertThat(readings).hasSizeGreaterThanOrEqualTo(page.elements().size());
    for (Decoded reading : readings) {
      if (reading instanceof Decoded.Malformed received) {
        assertThat(received.reason()).isNotBlank();
        assertThat(received.key()).isNotBlank();
      } else if (reading instanceof Decoded.Valid read) {
        assertThat(read.tweet().getTweetId()).isNotBlank();
      }
    }
  }

  /** The page with some values replaced, or with characters taken out, put in, or changed. */
  private static String changed(long seed) {
    Random random = new Random(seed);
    String json = PAGE;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int colon = json.indexOf(':', random.nextInt(json.length()));
      if (random.nextInt(4) > 0 && colon > 0) {
        String value = VALUES.get(random.nextInt(VALUES.size()));
        json = json.substring(0, colon + 1) + value + rest(json, colon + 1);
      } else {
        int at = random.nextInt(json.length());
        char put = "{}[],:\"\\0\0".charAt(random.nextInt(10));
        json = json.substring(0, at) + put + json.substring(at + random.nextInt(2));
      }
    }
    return json;
  }

  /** What follows the value that begins at a place; a rough cut, which may leave no JSON. */
  private static String rest(String json, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < json.length(); i++) {
      char c = json.charAt(i);
      quoted ^= c == '"';
      if (!quoted && depth == 0 && (c == ',' || c == '}' || c == ']')) {
        return json.substring(i);
      }
      depth += quoted ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    }
    return "";
  }
}
