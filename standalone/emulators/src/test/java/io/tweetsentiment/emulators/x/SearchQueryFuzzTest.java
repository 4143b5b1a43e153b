package io.tweetsentiment.emulators.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import io.tweetsentiment.settings.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Any request is parsed to a query or results in a 400 that names a parameter; it never makes the
 * emulator fail.
 */
class SearchQueryFuzzTest {

  private static final TweetCorpus CORPUS = new SampleCorpus();
  private static final XEmulatorSettings SETTINGS =
      XEmulatorSettings.from(
          Settings.of(XEmulatorSettings.SETTINGS, Map.of()),
          Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC));

  private static final List<String> NAMES =
      List.of(
          "query",
          "start_time",
          "end_time",
          "since_id",
          "until_id",
          "next_token",
          "pagination_token",
          "max_results",
          "granularity",
          "expansions",
          "odd");

  private static final List<String> PIECES =
      List.of(
          "tea",
          "\"",
          "(",
          ")",
          "-is:retweet",
          "lang:en",
          ":",
          "a_b:",
          " ",
          "OR",
          "\\",
          "$1",
          "\u2028",
          "2026-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59.999999999-18:00",
          "-999999999-01-01T00:00:00+18:00",
          "2016-12-31T23:59:60Z",
          "9223372036854775807",
          "8999999999999999999",
          "0",
          "-1",
          "b7vvvvvvvvvvvz1x0000000",
          "b1z1x",
          "\0",
          "\ud800");

  @Provide
  Arbitrary<Map<String, String>> parameters() {
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of(PIECES),
            Arbitraries.of(PIECES).list().ofMaxSize(6).map(parts -> String.join("", parts)),
            Arbitraries.strings().all().ofMaxLength(20));
    // Most inputs have a valid query, so that the checks after it are tested as well.
    return Arbitraries.maps(Arbitraries.of(NAMES), values)
        .ofMaxSize(3)
        .map(
            drawn -> {
              Map<String, String> parameters = new HashMap<>(drawn);
              if (drawn.size() < 3) {
                parameters.put("query", "tea");
              }
              return parameters;
            });
  }

  @Property
  void shouldBeAQueryOrNameTheParameter(
      @ForAll("parameters") Map<String, String> parameters,
      @ForAll boolean recent,
      @ForAll boolean counts) {
    try {
      SearchQuery query = SearchQuery.of(parameters, recent, counts, SETTINGS, CORPUS);

      assertThat(query.start()).isNotNull();
      assertThat(query.topic()).isNotNull();
      // A corpus compares times in milliseconds.
      assertThat(query.start().toEpochMilli()).isLessThanOrEqualTo(Long.MAX_VALUE);
      assertThat(query.end().toEpochMilli()).isLessThanOrEqualTo(Long.MAX_VALUE);
    } catch (XProblemException refusal) {
      assertThat(refusal.status()).isEqualTo(400);
      assertThat(refusal.body().path("errors").path(0).path("message").asText()).isNotBlank();
    }
  }

  @Property
  void shouldFindTheTopicInQuotes(@ForAll("topics") String topic) {
    assertThat(SearchQuery.topic("\"" + topic + "\" -is:retweet lang:en")).isEqualTo(topic);
  }

  @Provide
  Arbitrary<String> topics() {
    return Arbitraries.strings()
        .alpha()
        .withChars(' ', ',', '#', '\'', '-', '.', 'ü', '茶')
        .ofMinLength(1)
        .ofMaxLength(30)
        .filter(topic -> topic.equals(topic.strip()));
  }

  @Property
  void shouldReadItsOwnTokensAndNoOther(@ForAll("tokens") PageToken token, @ForAll String query) {
    assertThat(PageToken.of(token.text(query), query)).contains(token);
    assertThat(PageToken.of(token.text(query), query + "!")).isEmpty();
  }

  @Provide
  Arbitrary<PageToken> tokens() {
    return net.jqwik.api.Combinators.combine(
            Arbitraries.longs().between(0, (1L << 60) - 1),
            Arbitraries.integers().between(1, 1 << 29))
        .as(PageToken::new);
  }

  @Example
  void shouldReadALongQueryInOneGo() {
    String deep = "(".repeat(2_000) + " " + "a:".repeat(1_000) + " x";
    assertThat(SearchQuery.topic(deep)).isEqualTo("x");
  }
}
