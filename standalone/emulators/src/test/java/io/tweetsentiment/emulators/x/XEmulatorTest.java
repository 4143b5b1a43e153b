package io.tweetsentiment.emulators.x;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.emulators.corpus.FileCorpus;
import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.emulators.corpus.TimeSpan;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XEmulatorTest {
  private static final String RECENT = "/2/tweets/search/recent";
  private static final String ALL = "/2/tweets/search/all";
  private static final String START = "2026-01-01T00:00:00Z";
  private static final String END = "2026-01-01T00:15:00Z";
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  @TempDir Path directory;
  private TweetCorpus corpus;
  private XEmulator emulator;
  private Search search;

  /** 60 tweets about tea by 7 authors, one every 20 s from 00:00:00, then one about milk. */
  @BeforeEach
  void writeCorpus() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(line(i, "tea", Instant.parse(START).plusSeconds(20L * i)));
    }
    lines.add(line(900, "milk", Instant.parse(START)));
    Path file = Files.write(directory.resolve("tea.jsonl"), lines);
    corpus = FileCorpus.read(List.of(file));
  }

  private static String line(int i, String topic, Instant at) {
    int author = 100 - i % 7;
    return """
    {"data":{"id":"%d","text":"text %d","created_at":"%s","author_id":"%d","lang":"en",\
    "note_tweet":{"text":"long %d"},"source":null,\
    "referenced_tweets":[{"type":"quoted","id":"5"}]},\
    "includes":{"users":[{"id":"%d","username":"u%d","name":"N%d","location":null,\
    "verified":true},{"id":"5000","username":"q","name":"Q"}],\
    "tweets":[{"id":"5","text":"quoted","author_id":"5000","lang":"de"}]},"topic":"%s"}\
    """
        .formatted(1000 + i, i, at, author, i, author, author, author, topic);
  }

  private void start(Map<String, String> settings) {
    emulator = XEmulator.start(settings, Clock.fixed(NOW, ZoneOffset.UTC), corpus);
    search = new Search(emulator.uri());
  }

  @AfterEach
  void stop() {
    if (emulator != null) {
      emulator.close();
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void shouldServeASliceNewestFirstPageByPage() {
    start(Map.of());
    List<JsonNode> pages =
        search.pages(
            RECENT, "query", "tea", "start_time", START, "end_time", END, "max_results", "20");
    assertThat(pages).hasSize(3);
    List<String> ids = Search.ids(pages);
    assertThat(ids).hasSize(45).startsWith("1044", "1043").endsWith("1001", "1000");
    JsonNode meta = pages.get(0).get("meta");
    assertThat(meta.get("newest_id").asText()).isEqualTo("1044");
    assertThat(meta.get("oldest_id").asText()).isEqualTo("1025");
    assertThat(meta.get("result_count").asInt()).isEqualTo(20);
    assertThat(emulator.requests()).isEqualTo(3);
    assertThat(emulator.served()).isEqualTo(45);
  }

  @Test
  void shouldTakeTheTopicOutOfAQueryWithOperators() {
    start(Map.of());
    assertThat(
            Search.ids(
                search.pages(ALL, "query", "(\"tea\") -is:retweet lang:en", "max_results", "500")))
        .hasSize(60);
    assertThat(SearchQuery.topic("\"night train\" lang:en")).isEqualTo("night train");
    assertThat(SearchQuery.topic("#tea")).isEqualTo("#tea");
    JsonNode none = search.get(ALL, "query", "coffee").body();
    assertThat(names(none)).containsExactly("meta");
    assertThat(none.at("/meta/result_count").asInt()).isZero();
  }

  @Test
  void shouldShowOnlyDefaultFieldsWhenNoneAreAskedFor() {
    start(Map.of());
    JsonNode page = search.get(RECENT, "query", "tea").body();
    assertThat(page.get("data")).hasSize(10);
    assertThat(names(page.at("/data/0")))
        .containsExactlyInAnyOrder("id", "text", "edit_history_tweet_ids");
    assertThat(page.has("includes")).isFalse();
  }

  @Test
  void shouldShowTheFieldsAndExpansionsThatAreAskedFor() {
    start(Map.of());
    JsonNode page =
        search
            .get(
                RECENT,
                "query",
                "tea",
                "tweet.fields",
                "created_at,lang,note_tweet,source",
                "expansions",
                "author_id,referenced_tweets.id,referenced_tweets.id.author_id",
                "user.fields",
                "location,verified",
                "max_results",
                "20")
            .body();
    assertThat(names(page.at("/data/0")))
        .containsExactlyInAnyOrder(
            "id",
            "text",
            "created_at",
            "author_id",
            "lang",
            "note_tweet",
            "referenced_tweets",
            "edit_history_tweet_ids");
    JsonNode users = page.at("/includes/users");
    assertThat(users).hasSize(8);
    assertThat(names(users.get(0))).containsExactlyInAnyOrder("id", "username", "name", "verified");
    assertThat(users.get(0).get("id").asText()).isNotEqualTo(page.at("/data/0/author_id").asText());
    assertThat(page.at("/includes/tweets")).hasSize(1);
    assertThat(page.at("/includes/tweets/0/lang").asText()).isEqualTo("de");
  }

  @Test
  void shouldUseTheNewNamesWhenTheSpellingIsPost() {
    start(Map.of("x.spelling", "post"));
    JsonNode page =
        search
            .get(
                RECENT,
                "query",
                "tea",
                "post.fields",
                "created_at,note_post",
                "expansions",
                "author_id,referenced_posts")
            .body();
    assertThat(names(page.at("/data/0")))
        .containsExactlyInAnyOrder(
            "id",
            "text",
            "created_at",
            "author_id",
            "note_post",
            "referenced_posts",
            "edit_history_post_ids");
    assertThat(page.at("/includes/posts")).hasSize(1);
    JsonNode counts = search.get("/2/tweets/counts/all", "query", "tea", "end_time", END).body();
    assertThat(counts.at("/meta/total_post_count").asInt()).isEqualTo(45);
  }

  @Test
  void shouldCountPerBucketWithCutEdges() {
    start(Map.of());
    JsonNode counts =
        search
            .get(
                "/2/tweets/counts/recent",
                "query",
                "tea",
                "start_time",
                "2026-01-01T00:00:30Z",
                "end_time",
                "2026-01-01T00:03:00Z",
                "granularity",
                "minute")
            .body();
    assertThat(counts.get("data"))
        .extracting(bucket -> bucket.get("tweet_count").asInt())
        .containsExactly(1, 3, 3);
    assertThat(counts.at("/meta/total_tweet_count").asInt()).isEqualTo(7);
    List<JsonNode> pages =
        search.pages(
            "/2/tweets/counts/all",
            "query",
            "tea",
            "start_time",
            "2025-10-01T00:00:00Z",
            "granularity",
            "day");
    assertThat(pages).hasSize(4);
    assertThat(pages.stream().mapToInt(p -> p.at("/meta/total_tweet_count").asInt()).sum())
        .isEqualTo(60);
  }

  @Test
  void shouldKeepWithinIdsWhenSinceAndUntilAreGiven() {
    start(Map.of());
    assertThat(
            Search.ids(search.pages(ALL, "query", "tea", "since_id", "1010", "until_id", "1030")))
        .hasSize(19)
        .startsWith("1029")
        .endsWith("1011");
  }

  @Test
  void shouldRefuseWithAProblemThatNamesTheParameter() {
    start(Map.of("x.recent.only", "true"));
    assertInvalid("start_time", "query", "tea", "start_time", END, "end_time", START);
    assertInvalid("end_time", "query", "tea", "end_time", NOW.minusSeconds(5).toString());
    assertInvalid("start_time", "query", "tea", "start_time", START);
    assertInvalid("start_time", "query", "tea", "start_time", "yesterday");
    assertInvalid("max_results", "query", "tea", "max_results", "101");
    assertInvalid("max_results", "query", "tea", "max_results", "9");
    assertInvalid("query", "max_results", "10");
    assertInvalid("colour", "query", "tea", "colour", "red");
    assertInvalid("tweet.fields", "query", "tea", "tweet.fields", "flavour");
    assertInvalid("next_token", "query", "tea", "next_token", "b1z1x0000000");
    assertInvalid("start_time", "query", "tea", "start_time", START, "since_id", "4");
  }

  private void assertInvalid(String parameter, String... parameters) {
    Search.Answer answer = search.get(RECENT, parameters);
    assertThat(answer.status()).as(parameter).isEqualTo(400);
    assertThat(answer.body().get("type").asText()).endsWith("/2/problems/invalid-request");
    assertThat(names(answer.body().at("/errors/0/parameters"))).containsExactly(parameter);
  }

  @Test
  void shouldRefuseATokenOfAnotherQuery() {
    start(Map.of());
    String token = search.get(RECENT, "query", "tea").body().at("/meta/next_token").asText();
    assertThat(search.get(RECENT, "query", "tea", "pagination_token", token).status())
        .isEqualTo(200);
    assertThat(search.get(RECENT, "query", "milk", "next_token", token).status()).isEqualTo(400);
  }

  @Test
  void shouldAskForABearerToken() {
    start(Map.of("x.token", "secret"));
    assertThat(search.getAs(null, RECENT, "query", "tea").status()).isEqualTo(401);
    assertThat(search.getAs("wrong", RECENT, "query", "tea").status()).isEqualTo(401);
    assertThat(search.getAs("secret", RECENT, "query", "tea").status()).isEqualTo(200);
  }

  @Test
  void shouldLimitTheRateAndSayWhenItEnds() {
    start(Map.of("x.rate.limit", "2", "x.rate.window", "PT15M"));
    assertThat(search.get(RECENT, "query", "tea").http().headers().firstValue("x-rate-limit-limit"))
        .contains("2");
    search.get(RECENT, "query", "tea");
    Search.Answer refused = search.get(RECENT, "query", "tea");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body().at("/errors/0/code").asInt()).isEqualTo(88);
    assertThat(refused.http().headers().firstValue("x-rate-limit-remaining")).contains("0");
    assertThat(refused.http().headers().firstValue("x-rate-limit-reset"))
        .contains(Long.toString(NOW.getEpochSecond() + 900));
    assertThat(search.get(ALL, "query", "tea").status()).isEqualTo(200);
  }

  @Test
  void shouldStopServingTweetsWhenTheUsageCapIsReached() {
    start(Map.of("x.usage.cap", "15"));
    search.get(RECENT, "query", "tea");
    search.get(RECENT, "query", "tea");
    Search.Answer refused = search.get(RECENT, "query", "tea");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body().get("type").asText()).endsWith("/2/problems/usage-capped");
    assertThat(search.get("/2/usage/tweets").body().at("/data/project_usage").asText())
        .isEqualTo("20");
  }

  @Test
  void shouldLoseNothingWhenPagesAreShortRepeatedAndUnavailable() {
    start(Map.of("x.short.pages", "0.7", "x.repeats", "0.5", "x.seed", "3"));
    List<JsonNode> pages = search.pages(RECENT, "query", "tea");
    List<String> ids = Search.ids(pages);
    assertThat(new HashSet<>(ids)).hasSize(60);
    assertThat(ids).hasSizeGreaterThan(60);
    assertThat(pages).anySatisfy(page -> assertThat(page.get("data").size()).isLessThan(10));
    assertThat(pages)
        .allSatisfy(page -> assertThat(page.path("data").size()).isLessThanOrEqualTo(10));
    stop();
    start(Map.of("x.unavailable", "0.5"));
    Set<Integer> statuses = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      statuses.add(search.get(RECENT, "query", "tea").status());
    }
    assertThat(statuses).containsExactly(200, 503);
  }

  @Test
  void shouldNotFindOtherPaths() {
    start(Map.of());
    assertThat(search.get("/2/users/me").status()).isEqualTo(404);
  }

  @Test
  void shouldReportADeletionOnceInTheSliceThatHoldsIt() {
    SampleCorpus sample = new SampleCorpus();
    corpus = sample;
    emulator = XEmulator.start(Map.of(), Clock.systemUTC(), corpus);
    search = new Search(emulator.uri());
    TimeSpan span = sample.span(sample.topics(), Duration.ofMinutes(15)).orElseThrow();
    List<JsonNode> errors = new ArrayList<>();
    for (String topic : sample.topics()) {
      for (Instant at = span.start(); at.isBefore(span.end()); at = at.plusSeconds(6 * 3600)) {
        search
            .pages(
                ALL,
                "query",
                topic,
                "start_time",
                at.toString(),
                "end_time",
                at.plusSeconds(6 * 3600).toString(),
                "max_results",
                "500")
            .forEach(page -> page.path("errors").forEach(errors::add));
      }
    }
    assertThat(errors).hasSize(sample.totals().deletions());
    assertThat(errors.get(0).get("title").asText()).isEqualTo("Not Found Error");
    assertThat(errors.get(0).get("parameter").asText()).isEqualTo("id");
    assertThat(errors.get(0).get("resource_type").asText()).isEqualTo("tweet");
    assertThat(errors.get(0).get("type").asText()).endsWith("/2/problems/resource-not-found");
    assertThat(StreamSupport.stream(errors.spliterator(), false).map(e -> e.get("value").asText()))
        .doesNotHaveDuplicates();
  }
}
