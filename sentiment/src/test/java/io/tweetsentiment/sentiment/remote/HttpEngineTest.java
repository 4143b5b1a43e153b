package io.tweetsentiment.sentiment.remote;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.EngineUsage;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEngineTest {

  private static final Outcome GOOD = new Outcome.Scored(new Scores(0.7, 0.1, 0.15, 0.05));
  private static final Outcome REPEATED =
      new Outcome.Scored(new Scores(0.7, 0.1, 0.15, 0.05), "", true);

  private final FakeEndpoint endpoint = new FakeEndpoint(HttpEngineTest::answer);

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private static JsonNode answer(JsonNode request) {
    ObjectNode response = FakeEndpoint.JSON.createObjectNode();
    ArrayNode results = response.putArray("results");
    ArrayNode errors = response.putArray("errors");
    for (JsonNode document : request.get("documents")) {
      String text = document.get("text").asText();
      if (text.equals("bad")) {
        errors.addObject().put("id", document.get("id").asText()).put("code", "Odd");
      } else if (!text.equals("forgotten")) {
        results
            .addObject()
            .put("id", document.get("id").asText())
            .put("positive", text.equals("wrong") ? 0.9 : 0.7)
            .put("negative", 0.1)
            .put("neutral", 0.15)
            .put("mixed", 0.05);
      }
    }
    return response;
  }

  private SentimentEngine engine(Map<String, String> more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "http.url", endpoint.url().toString(),
                "http.backoff.base", "PT0.001S",
                "http.backoff.max", "PT0.002S"));
    settings.putAll(more);
    return HttpEngine.open(settings, Map.of("TOKEN", "secret"));
  }

  private static List<Outcome> score(SentimentEngine engine, String... texts) throws Exception {
    return engine.score("en", List.of(texts)).get(20, SECONDS);
  }

  @Test
  void shouldPostDocumentsAndReadTheirScores() throws Exception {
    try (SentimentEngine engine = engine(Map.of("http.token.variable", "TOKEN"))) {
      assertThat(score(engine, "a", "b\n\"c\"")).containsExactly(GOOD, GOOD);

      assertThat(endpoint.requests.get(0))
          .hasToString(
              "{\"documents\":[{\"id\":\"0\",\"text\":\"a\",\"language\":\"en\"},"
                  + "{\"id\":\"1\",\"text\":\"b\\n\\\"c\\\"\",\"language\":\"en\"}]}");
      assertThat(endpoint.headers.get(0).getFirst("Authorization")).isEqualTo("Bearer secret");
    }
  }

  @Test
  void shouldRejectDocumentsThatTheEndpointRefusesOrMisanswers() throws Exception {
    try (SentimentEngine engine = engine(Map.of("http.item.attempts", "2"))) {
      assertThat(score(engine, "a", "bad", "wrong", "forgotten", ""))
          .satisfiesExactly(
              outcome -> assertThat(outcome).isEqualTo(GOOD),
              outcome -> assertThat(outcome).isEqualTo(new Outcome.Rejected("Odd: no message")),
              outcome -> assertThat(outcome.toString()).contains("InvalidScores", "add up to 1.2"),
              outcome -> assertThat(outcome.toString()).contains("MissingResult"),
              outcome -> assertThat(outcome.toString()).contains("BlankText"));
      assertThat(endpoint.requests).hasSize(2);
    }
  }

  @Test
  void shouldTryAgainWhenTheEndpointIsBusyOrAnswersNonsense() throws Exception {
    endpoint
        .then(429, "busy", Map.of("Retry-After", "0"))
        .then(500, "")
        .then(200, "<html>")
        .then(200, "{}")
        .then(200, "{\"results\":[{\"id\":\"7\"}]}");
    try (SentimentEngine engine = engine(Map.of())) {
      assertThat(score(engine, "a")).containsExactly(GOOD);
      assertThat(endpoint.requests).hasSize(6);
    }
  }

  @Test
  void shouldGiveTheBatchBackAtOnceWhenTheEndpointAsksForALongerWait() {
    endpoint.then(503, "", Map.of("Retry-After", "30"));
    try (SentimentEngine engine = engine(Map.of("http.patience", "PT20S"))) {
      assertThatThrownBy(() -> score(engine, "a"))
          .hasCauseInstanceOf(EngineUnavailableException.class)
          .hasMessageContainingAll("gave up after 1 calls", "status 503")
          .cause()
          .extracting(error -> ((EngineUnavailableException) error).retryAfter())
          .isEqualTo(Duration.ofSeconds(30));
    }
  }

  @Test
  void shouldWaitAsLongAsTheEndpointAsks() throws Exception {
    endpoint.then(503, "", Map.of("Retry-After", "1"));
    long start = System.nanoTime();
    try (SentimentEngine engine = engine(Map.of("http.patience", "PT20S"))) {
      assertThat(score(engine, "a")).hasSize(1);
    }

    assertThat(endpoint.requests).hasSize(2);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void shouldGiveTheBatchBackWhenABodyNeverEnds() {
    endpoint.then(200, "{", Map.of(FakeEndpoint.STALLS, "yes"));
    try (SentimentEngine engine =
        engine(
            Map.of(
                "http.url", endpoint.url().toString(),
                "http.timeout", "PT0.2S",
                "http.patience", "PT0.05S"))) {
      assertThatThrownBy(() -> score(engine, "a")).hasMessageContaining("http.timeout");
    }
  }

  @Test
  void shouldGiveTheBatchBackWhenACallTakesTooLong() {
    FakeEndpoint slow =
        new FakeEndpoint(
            request -> {
              try {
                SECONDS.sleep(20);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return answer(request);
            });
    try (slow;
        SentimentEngine engine =
            engine(
                Map.of(
                    "http.url", slow.url().toString(),
                    "http.timeout", "PT0.1S",
                    "http.patience", "PT0.15S"))) {
      assertThatThrownBy(() -> score(engine, "a"))
          .hasCauseInstanceOf(EngineUnavailableException.class)
          .hasMessageContaining("http.timeout");
    }
  }

  @Test
  void shouldSayWhatToDoWhenTheCallIsRefused() {
    endpoint.then(401, "who are you");
    try (SentimentEngine engine = engine(Map.of())) {
      assertThatThrownBy(() -> score(engine, "a"))
          .hasCauseInstanceOf(EngineUnavailableException.class)
          .hasMessageContainingAll("status 401 who are you", "token");
    }
  }

  @Test
  void shouldFindTheOneDocumentForWhichACallIsRefused() throws Exception {
    endpoint.whenever(request -> request.toString().contains("\"poison\""), 413, "large");
    try (SentimentEngine engine = engine(Map.of())) {
      List<Outcome> outcomes = score(engine, "a", "poison", "b", "c");

      assertThat(outcomes.get(1).toString()).contains("Rejected", "status 413 large");
      assertThat(outcomes).filteredOn(GOOD::equals).hasSize(3);
      // Alone in a batch it is at fault as well, because the endpoint scores other texts.
      assertThat(score(engine, "poison").toString()).contains("Rejected", "status 413 large");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 413, 415, 422, 500, 501})
  void shouldRejectNothingWhenTheEndpointRefusesEverything(int status) throws Exception {
    endpoint.whenever(request -> true, status, "no such model");
    try (SentimentEngine engine = engine(Map.of("http.patience", "PT0.01S"))) {
      for (String[] batch : new String[][] {{"a"}, {"a", "b", "c"}}) {
        assertThatThrownBy(() -> score(engine, batch))
            .hasCauseInstanceOf(EngineUnavailableException.class)
            .hasMessageContainingAll("status " + status, "no such model");
      }
      endpoint.recover();
      assertThat(score(engine, "a", "b")).containsExactly(GOOD, GOOD);
      assertThat(endpoint.requests.size()).as("few calls while it was wrong").isLessThan(40);
    }
  }

  @Test
  void shouldRejectTheDocumentsOfALanguageThatTheEndpointRefuses() throws Exception {
    endpoint.whenever(request -> request.toString().contains("\"tl\""), 422, "no such language");
    try (SentimentEngine engine = engine(Map.of())) {
      assertThatThrownBy(() -> engine.score("tl", List.of("a", "b")).get(20, SECONDS))
          .as("nothing shows yet that the endpoint works")
          .hasCauseInstanceOf(EngineUnavailableException.class);
      assertThat(score(engine, "a")).containsExactly(GOOD);
      int before = endpoint.requests.size();

      List<Outcome> outcomes = engine.score("tl", List.of("a", "b", "c", "d")).get(20, SECONDS);

      assertThat(outcomes)
          .hasSize(4)
          .allSatisfy(outcome -> assertThat(outcome.toString()).contains("no such language"))
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Rejected.class));
      assertThat(endpoint.requests).as("the call and two probes").hasSize(before + 3);
      assertThat(score(engine, "b")).containsExactly(GOOD);
    }
  }

  @Test
  void shouldWaitWhenTheProbeIsNotAnswered() throws Exception {
    endpoint.then(422, "odd").then(503, "busy", Map.of("Retry-After", "30"));
    try (SentimentEngine engine = engine(Map.of())) {
      assertThatThrownBy(() -> score(engine, "a"))
          .hasMessageContainingAll("status 503 busy", "status 422 odd")
          .cause()
          .extracting(error -> ((EngineUnavailableException) error).retryAfter())
          .isEqualTo(Duration.ofSeconds(30));
      assertThat(score(engine, "a")).containsExactly(GOOD);
    }
  }

  @Test
  void shouldRejectNothingWhenNoAnswerHasScores() throws Exception {
    try (FakeEndpoint other =
            new FakeEndpoint(
                request -> {
                  ObjectNode response = FakeEndpoint.JSON.createObjectNode();
                  ArrayNode results = response.putArray("results");
                  for (JsonNode document : request.get("documents")) {
                    results
                        .addObject()
                        .put("id", document.get("id").asText())
                        .put("label", "LABEL_2");
                  }
                  return response;
                });
        SentimentEngine engine = engine(Map.of("http.url", other.url().toString()))) {
      assertThatThrownBy(() -> score(engine, "a", "b"))
          .hasCauseInstanceOf(EngineUnavailableException.class)
          .hasMessageContainingAll("InvalidScores: positive is missing", "no document is rejected");
      assertThat(other.requests).as("4 attempts and the probe").hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':'1','positive':null,'negative':0,'neutral':1,'mixed':0}",
        "{'id':'1','positive':'0.5','negative':0,'neutral':0.5,'mixed':0}",
        "{'id':'1','positive':-0.5,'negative':0.5,'neutral':1,'mixed':0}",
        "{'id':'1','positive':0.2,'negative':0.2,'neutral':0.2,'mixed':0.2}",
        "{'id':'9','positive':0.7,'negative':0.1,'neutral':0.15,'mixed':0.05}",
        "{'positive':0.7,'negative':0.1,'neutral':0.15,'mixed':0.05}",
        "{'id':'0','positive':0.7,'negative':0.1,'neutral':0.15,'mixed':0.05}"
      })
  void shouldBoundTheAttemptsAtADocumentWhoseResultIsMalformed(String malformed) throws Exception {
    String good = "{'id':'%d','positive':0.7,'negative':0.1,'neutral':0.15,'mixed':0.05}";
    String answer =
        "{'results':["
            + String.format(good, 0)
            + ","
            + malformed
            + ","
            + String.format(good, 2)
            + "]}";
    for (int i = 0; i < 3; i++) {
      endpoint.then(200, answer.replace('\'', '"'));
    }
    try (SentimentEngine engine = engine(Map.of("http.item.attempts", "2"))) {
      List<Outcome> outcomes = score(engine, "a", "b", "c");

      assertThat(outcomes).hasSize(3).contains(GOOD);
      assertThat(outcomes.get(2)).isEqualTo(GOOD);
      assertThat(endpoint.requests).hasSize(2);
    }
  }

  @Test
  void shouldKeepWhatWasScoredWhenTheRestOfABatchCannotBeSent() throws Exception {
    endpoint.whenever(request -> request.toString().contains("\"id\":\"1\""), 413, "large");
    try (SentimentEngine engine =
        engine(Map.of("http.patience", "PT0.01S", "http.backoff.max", "PT0.001S"))) {
      assertThat(score(engine, "first")).containsExactly(GOOD);
      // The batch is halved; the first half passes, the second meets an outage.
      endpoint.then(413, "large").then(200, oneResult()).then(200, oneResult());
      for (int i = 0; i < 100; i++) {
        endpoint.then(503, "away");
      }

      List<Outcome> outcomes = score(engine, "a", "b");

      assertThat(outcomes.get(0)).isEqualTo(GOOD);
      assertThat(outcomes.get(1))
          .isInstanceOfSatisfying(
              Outcome.Postponed.class,
              postponed -> assertThat(postponed.reason()).contains("status 503 away"));
    }
  }

  private static String oneResult() {
    return "{\"results\":[{\"id\":\"0\",\"positive\":0.7,\"negative\":0.1,\"neutral\":0.15,\"mixed\":0.05}]}";
  }

  @Test
  void shouldSendAnEqualTextOnce() throws Exception {
    try (SentimentEngine engine = engine(Map.of())) {
      assertThat(score(engine, "a", "b", "a", "a")).containsExactly(GOOD, GOOD, REPEATED, REPEATED);
      assertThat(score(engine, "b", "a")).containsExactly(REPEATED, REPEATED);
      assertThat(engine.score("de", List.of("a")).get(20, SECONDS)).containsExactly(GOOD);

      assertThat(endpoint.requests).hasSize(2);
      assertThat(endpoint.requests.get(0).get("documents")).hasSize(2);
      assertThat(engine.usage()).containsExactly(new EngineUsage("http", 2, 3, 3, 0, 4, 0, 0));
    }
  }

  @TempDir private Path folder;

  private Map<String, String> kept(String... more) {
    Map<String, String> settings = new HashMap<>(Map.of("engines.folder", folder.toString()));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  @Test
  void shouldKnowTheTextsAfterARestart() throws Exception {
    Map<String, String> priced = kept("http.price.unit", "0.001");
    try (SentimentEngine engine = engine(priced)) {
      assertThat(score(engine, "a", "b")).containsExactly(GOOD, GOOD);
    }
    try (SentimentEngine engine = engine(priced)) {
      assertThat(score(engine, "a", "c", "b")).containsExactly(REPEATED, GOOD, REPEATED);
      assertThat(engine.usage())
          .containsExactly(new EngineUsage("http", 1, 1, 1, 0, 2, 3_000_000, 6_000_000));
    }
    try (SentimentEngine engine = engine(kept("http.name", "http-2"))) {
      assertThat(score(engine, "a")).containsExactly(GOOD);
      assertThat(engine.usage().get(0).documents()).as("another version of the model").isOne();
    }
  }

  @Test
  void shouldPauseAtTheBudgetAndRememberItAfterARestart() throws Exception {
    Map<String, String> three = kept("http.budget.documents", "3", "http.cache.disk.bytes", "0");
    try (SentimentEngine engine = engine(three)) {
      List<Outcome> outcomes = score(engine, "a", "b", "c", "d");

      assertThat(outcomes.subList(0, 3)).containsOnly(GOOD);
      assertThat(outcomes.get(3))
          .isInstanceOfSatisfying(
              Outcome.Postponed.class,
              later ->
                  assertThat(later.reason())
                      .isEqualTo(
                          "paused: budget: the limit is 3 documents in all"
                              + " (http.budget.documents)"));
    }
    try (SentimentEngine engine = engine(three)) {
      assertThatThrownBy(() -> score(engine, "e"))
          .cause()
          .isInstanceOf(EngineUnavailableException.class)
          .hasMessageStartingWith("paused: budget");
    }
    assertThat(endpoint.requests).hasSize(1);
    Map<String, String> four = kept("http.budget.documents", "4");
    try (SentimentEngine engine = engine(four)) {
      assertThat(score(engine, "e")).containsExactly(GOOD);
    }
  }

  @Test
  void shouldUseItsShareOfTheQuota() throws Exception {
    Map<String, String> half = Map.of("http.calls.per.second", "1", "http.quota.share", "0.5");
    try (SentimentEngine engine = engine(half)) {
      score(engine, "a");
      assertThat(engine.untilNextCall())
          .isBetween(Duration.ofMillis(1_001), Duration.ofMillis(2_000));
    }
    assertThatThrownBy(() -> engine(Map.of("http.quota.share", "2")))
        .hasMessageContaining("http.quota.share is 2");
  }

  @Test
  void shouldScoreATextWhoseBudgetCouldNotBeReadBefore() throws Exception {
    Path budget = folder.resolve("http-budget.txt");
    Files.writeString(budget, "damaged");
    try (SentimentEngine engine = engine(kept("http.budget.documents", "9"))) {
      assertThatThrownBy(() -> score(engine, "a", "b"))
          .cause()
          .isInstanceOf(EngineUnavailableException.class)
          .hasMessageStartingWith("paused: budget");
      Files.delete(budget);

      assertThat(score(engine, "b", "a")).containsExactly(GOOD, GOOD);

      Files.writeString(budget, "damaged again");
      assertThat(score(engine, "a")).as("a known text costs nothing").containsExactly(REPEATED);
    }
  }

  @Test
  void shouldNotUseScoresFromBeforeAChangeOfWhatDecidesThem() throws Exception {
    Map<String, String> settings = kept();
    try (SentimentEngine engine = engine(settings)) {
      assertThat(score(engine, "a")).containsExactly(GOOD);
    }
    List<Map.Entry<String, String>> changes =
        List.of(
            Map.entry("http.url", endpoint.url() + "other"),
            Map.entry("http.labels", "a=positive"),
            Map.entry("http.softmax", "true"),
            Map.entry("http.model", "m"));
    for (Map.Entry<String, String> change : changes) {
      try (SentimentEngine engine = engine(kept(change.getKey(), change.getValue()))) {
        assertThat(score(engine, "a")).as(change.getKey()).containsExactly(GOOD);
      }
    }
    assertThat(endpoint.requests).hasSize(1 + changes.size());
    try (SentimentEngine engine = engine(kept("http.timeout", "PT9S"))) {
      assertThat(score(engine, "a")).containsExactly(REPEATED);
    }
  }

  @Test
  void shouldCountWhatFailsAsSpent() throws Exception {
    Map<String, String> settings =
        kept("http.budget.documents", "2", "http.backoff.max", "PT0.001S");
    endpoint.then(503, "away").then(503, "away");
    try (SentimentEngine engine = engine(settings)) {
      assertThatThrownBy(() -> score(engine, "a")).cause().hasMessageStartingWith("paused: budget");
    }
  }

  @Test
  void shouldRefuseABudgetThatIsKeptNowhere() {
    assertThatThrownBy(() -> engine(Map.of("http.budget.cost.day", "0.5")))
        .hasMessageContaining("engines.folder");
    assertThatThrownBy(() -> engine(kept("http.budget.cost", "much")))
        .hasMessageContaining("http.budget.cost is 'much'");
  }

  @Test
  void shouldSendEachTextWhenThereIsNoCache() throws Exception {
    try (SentimentEngine engine = engine(Map.of("http.cache.bytes", "0"))) {
      assertThat(score(engine, "a", "a")).containsExactly(GOOD, GOOD);
      assertThat(score(engine, "a")).containsExactly(GOOD);
      assertThat(engine.usage()).containsExactly(new EngineUsage("http", 2, 3, 3, 0, 0, 0, 0));
    }
  }

  @Test
  void shouldSendATextAgainThatWasNotScored() throws Exception {
    try (SentimentEngine engine = engine(Map.of("http.item.attempts", "1"))) {
      assertThat(score(engine, "a", "bad", "bad").toString())
          .contains("Odd: no message], Rejected[reason=Odd");
      endpoint.whenever(request -> true, 401, "who are you");
      assertThatThrownBy(() -> score(engine, "c", "c")).hasMessageContaining("who are you");
      endpoint.recover();
      assertThat(score(engine, "c", "c")).containsExactly(GOOD, REPEATED);
    }
  }

  @Test
  void shouldLetEqualTextsInOtherBatchesWaitForTheFirst() throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (FakeEndpoint slow =
            new FakeEndpoint(
                request -> {
                  try {
                    mayAnswer.await(20, SECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return answer(request);
                });
        SentimentEngine engine = engine(Map.of("http.url", slow.url().toString()))) {
      CompletableFuture<List<Outcome>> first = engine.score("en", List.of("a", "b"));
      CompletableFuture<List<Outcome>> second = engine.score("en", List.of("b", "c", "a"));
      mayAnswer.countDown();

      assertThat(first.get(20, SECONDS)).containsExactly(GOOD, GOOD);
      assertThat(second.get(20, SECONDS)).containsExactly(REPEATED, GOOD, REPEATED);
      assertThat(engine.usage().get(0).documents()).isEqualTo(3);
    }
  }

  @Test
  void shouldNotOfferToUpgradeWhenTheAddressIsPlainHttp() throws Exception {
    try (SentimentEngine engine = engine(Map.of());
        SentimentEngine second = engine(Map.of("http.version", "2"))) {
      assertThat(score(engine, "a")).containsExactly(GOOD);
      assertThat(score(second, "a")).containsExactly(GOOD);

      assertThat(endpoint.headers.get(0).containsKey("Upgrade")).isFalse();
      assertThat(endpoint.headers.get(1).containsKey("Upgrade")).isTrue();
    }
  }

  @Test
  void shouldUseTheDefaultsWhenOnlyTheAddressIsSet() {
    try (SentimentEngine engine = engine(Map.of())) {
      assertThat(engine.name()).isEqualTo("http");
      assertThat(engine.maxBatch()).isEqualTo(32);
      assertThat(engine.maxInFlight()).isEqualTo(4);
      assertThat(engine.route(null)).contains("und");
      assertThat(engine.route("zh-CN")).contains("zh-cn");
    }
    assertThat(HttpEngine.SETTINGS)
        .extracting(Setting::key, Setting::defaultValue)
        .extracting(Object::toString)
        .containsExactly(
            "(\"http.url\", null)",
            "(\"http.name\", \"http\")",
            "(\"http.max.batch\", \"32\")",
            "(\"http.token.variable\", null)",
            "(\"http.version\", \"1.1\")",
            "(\"http.languages\", null)",
            "(\"http.shape\", \"own\")",
            "(\"http.labels\", null)",
            "(\"http.softmax\", \"false\")",
            "(\"http.score.path\", null)",
            "(\"http.input\", \"text\")",
            "(\"http.input.shape\", \"n\")",
            "(\"http.output\", null)",
            "(\"http.model\", null)",
            "(\"http.header\", null)",
            "(\"http.header.variable\", null)",
            "(\"http.ca.file\", null)",
            "(\"http.max.in.flight\", \"4\")",
            "(\"http.documents.per.second\", \"0\")",
            "(\"http.calls.per.second\", \"0\")",
            "(\"http.quota.share\", \"1\")",
            "(\"http.timeout\", \"PT10S\")",
            "(\"http.patience\", \"PT1M\")",
            "(\"http.backoff.base\", \"PT0.2S\")",
            "(\"http.backoff.max\", \"PT20S\")",
            "(\"http.item.attempts\", \"4\")",
            "(\"http.cache.bytes\", \"33554432\")",
            "(\"http.cache.disk.bytes\", \"67108864\")",
            "(\"http.cache.disk.age\", \"P30D\")",
            "(\"http.price.unit\", \"0\")",
            "(\"http.price.unit.characters\", \"100\")",
            "(\"http.price.least.units\", \"3\")",
            "(\"http.budget.documents.day\", null)",
            "(\"http.budget.documents\", null)",
            "(\"http.budget.cost.day\", null)",
            "(\"http.budget.cost\", null)");
  }

  @Test
  void shouldUseTheOtherKeysWhenTheyAreSet() {
    Map<String, String> settings =
        Map.of(
            "http.name", "roberta-3",
            "http.max.batch", "8",
            "http.max.in.flight", "2",
            "http.languages", "EN,und");
    try (SentimentEngine engine = engine(settings)) {
      assertThat(engine.name()).isEqualTo("roberta-3");
      assertThat(engine.maxBatch()).isEqualTo(8);
      assertThat(engine.maxInFlight()).isEqualTo(2);
      assertThat(engine.route("en")).contains("en");
      assertThat(engine.route("")).contains("und");
      assertThat(engine.route("qme")).contains("und");
      assertThat(engine.route("en_GB")).contains("en-gb");
      assertThat(engine.route("de")).isEmpty();
    }
  }

  @Test
  void shouldRefuseToOpenWhenAddressOrTokenIsMissingOrNone() {
    assertThatThrownBy(() -> HttpEngine.open(Map.of(), Map.of()))
        .hasMessageContaining("http.url is not set");
    assertThatThrownBy(() -> HttpEngine.open(Map.of("http.url", "ftp://x"), Map.of()))
        .hasMessageContainingAll("http.url", "'ftp://x'");
    assertThatThrownBy(() -> HttpEngine.open(Map.of("http.url", "http:///score"), Map.of()))
        .hasMessageContainingAll("http.url", "'http:///score'");
    assertThatThrownBy(() -> HttpEngine.open(Map.of("http.url", "http://a b/"), Map.of()))
        .hasMessageContainingAll("http.url", "'http://a b/'");
    assertThatThrownBy(() -> engine(Map.of("http.token.variable", "NOPE")))
        .hasMessageContainingAll("http.token.variable", "NOPE");
    Map<String, String> settings =
        Map.of("http.url", "http://127.0.0.1:1/", "http.token.variable", "TOKEN");
    assertThatThrownBy(() -> HttpEngine.open(settings, Map.of("TOKEN", "secret\nX-Other: 1")))
        .hasMessageContainingAll("http.token.variable", "TOKEN")
        .message()
        .doesNotContain("secret");
  }
}
