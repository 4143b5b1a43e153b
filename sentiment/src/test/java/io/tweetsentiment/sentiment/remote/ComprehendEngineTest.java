package io.tweetsentiment.sentiment.remote;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.Setting;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unmodified SDK client against an endpoint that speaks JSON 1.1 as Comprehend does. */
class ComprehendEngineTest {

  private static final Outcome GOOD = new Outcome.Scored(new Scores(0.7, 0.1, 0.15, 0.05));

  private final FakeEndpoint comprehend = new FakeEndpoint(ComprehendEngineTest::answer);

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    comprehend.close();
  }

  /** Scores every text; one that starts with "fail CODE" gets that error. */
  private static JsonNode answer(JsonNode request) {
    ObjectNode response = FakeEndpoint.JSON.createObjectNode();
    ArrayNode results = response.putArray("ResultList");
    ArrayNode errors = response.putArray("ErrorList");
    for (int i = 0; i < request.get("TextList").size(); i++) {
      String text = request.get("TextList").get(i).asText();
      if (text.startsWith("fail ")) {
        errors
            .addObject()
            .put("Index", i)
            .put("ErrorCode", text.substring(5))
            .put("ErrorMessage", "no luck");
      } else {
        results
            .addObject()
            .put("Index", i)
            .put("Sentiment", "POSITIVE")
            .putObject("SentimentScore")
            .put("Positive", 0.7f)
            .put("Negative", 0.1f)
            .put("Neutral", 0.15f)
            .put("Mixed", 0.05f);
      }
    }
    return response;
  }

  private SentimentEngine engine(Map<String, String> more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "aws.region", "us-east-1",
                "aws.endpoint", comprehend.url().toString(),
                "comprehend.documents.per.second", "0",
                "comprehend.backoff.base", "PT0.001S",
                "comprehend.backoff.max", "PT0.002S"));
    settings.putAll(more);
    return new ComprehendEngine().open(settings);
  }

  private List<Outcome> score(SentimentEngine engine, String... texts) throws Exception {
    return engine.score("en", List.of(texts)).get(20, SECONDS);
  }

  @Test
  void shouldSendOneCallWhenTheBatchIsFull() throws Exception {
    try (SentimentEngine engine = engine(Map.of())) {
      List<String> texts = IntStream.range(0, 25).mapToObj(i -> "text " + i).toList();

      List<Outcome> outcomes = engine.score("es", texts).get(20, SECONDS);

      assertThat(outcomes).isEqualTo(Collections.nCopies(25, GOOD));
      assertThat(comprehend.requests).hasSize(1);
      assertThat(comprehend.requests.get(0).get("LanguageCode").asText()).isEqualTo("es");
      assertThat(comprehend.requests.get(0).get("TextList")).hasSize(25);
      assertThat(comprehend.headers.get(0).getFirst("X-Amz-Target"))
          .isEqualTo("Comprehend_20171127.BatchDetectSentiment");
    }
  }

  @Test
  void shouldRefuseMoreThanTheServiceTakes() {
    try (SentimentEngine engine = engine(Map.of())) {
      assertThatThrownBy(() -> engine.score("en", Collections.nCopies(26, "text")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldCutTextsToTheServicesLimit() throws Exception {
    try (SentimentEngine engine = engine(Map.of())) {
      assertThat(score(engine, "\u65e5".repeat(25_000))).containsExactly(GOOD);

      assertThat(comprehend.requests.get(0).get("TextList").get(0).asText())
          .isEqualTo("\u65e5".repeat(1_666));
    }
  }

  @Test
  void shouldRejectBlankTextsWithoutSendingThem() throws Exception {
    try (SentimentEngine engine = engine(Map.of())) {
      List<Outcome> outcomes = score(engine, "", "text", " \n");

      assertThat(outcomes.get(0)).isInstanceOf(Outcome.Rejected.class);
      assertThat(outcomes.get(1)).isEqualTo(GOOD);
      assertThat(outcomes.get(2)).isInstanceOf(Outcome.Rejected.class);
      assertThat(comprehend.requests.get(0).get("TextList")).hasSize(1);
      assertThat(score(engine, "")).hasSize(1);
      assertThat(comprehend.requests).hasSize(1);
    }
  }

  @Test
  void shouldSendAgainOnlyTheDocumentsThatTheServiceFailed() throws Exception {
    try (SentimentEngine engine = engine(Map.of("comprehend.item.attempts", "3"))) {
      List<Outcome> outcomes = score(engine, "a", "fail InternalServerException", "b");

      assertThat(outcomes)
          .containsExactly(GOOD, new Outcome.Rejected("InternalServerException: no luck"), GOOD);
      assertThat(comprehend.requests).hasSize(3);
      assertThat(comprehend.requests.get(1).get("TextList")).hasSize(1);
    }
  }

  @Test
  void shouldRejectAtOnceWhenTheDocumentIsAtFault() throws Exception {
    try (SentimentEngine engine = engine(Map.of())) {
      assertThat(score(engine, "a", "fail InvalidRequestException"))
          .containsExactly(GOOD, new Outcome.Rejected("InvalidRequestException: no luck"));
      assertThat(comprehend.requests).hasSize(1);
    }
  }

  @Test
  void shouldBackOffWhenTheServiceThrottlesOrFails() throws Exception {
    comprehend
        .thenAwsError(400, "ThrottlingException", "Rate exceeded")
        .thenAwsError(500, "InternalServerException", "sorry")
        .thenAwsError(400, "TooManyRequestsException", "slow down")
        .then(503, "");
    try (SentimentEngine engine = engine(Map.of())) {
      assertThat(score(engine, "a")).containsExactly(GOOD);
      assertThat(comprehend.requests).hasSize(5);
    }
  }

  @Test
  void shouldGiveTheBatchBackWhenPatienceEnds() {
    for (int i = 0; i < 10_000; i++) {
      comprehend.thenAwsError(400, "ThrottlingException", "Rate exceeded");
    }
    try (SentimentEngine engine = engine(Map.of("comprehend.patience", "PT0.2S"))) {
      assertThatThrownBy(() -> score(engine, "a"))
          .hasCauseInstanceOf(EngineUnavailableException.class)
          .hasMessageContainingAll("gave up after", "ThrottlingException: Rate exceeded");
    }
  }

  @Test
  void shouldSayWhatToDoWhenTheCallIsRefused() {
    comprehend.thenAwsError(400, "AccessDeniedException", "not authorized");
    try (SentimentEngine engine = engine(Map.of())) {
      assertThatThrownBy(() -> score(engine, "a"))
          .hasCauseInstanceOf(EngineUnavailableException.class)
          .hasMessageContainingAll("AccessDeniedException", "permission");
      assertThat(comprehend.requests).hasSize(1);
    }
  }

  @Test
  void shouldFindTheOneDocumentForWhichACallIsRefused() throws Exception {
    comprehend.whenever(
        request -> request.toString().contains("\"c\""),
        400,
        "{\"__type\":\"TextSizeLimitExceededException\",\"message\":\"too long\"}");
    try (SentimentEngine engine = engine(Map.of())) {
      assertThat(score(engine, "a", "b", "c", "d"))
          .containsExactly(
              GOOD, GOOD, new Outcome.Rejected("TextSizeLimitExceededException: too long"), GOOD);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InvalidRequestException",
        "ValidationException",
        "TextSizeLimitExceededException",
        "AccessDeniedException",
        "UnknownOperationException"
      })
  void shouldRejectNothingWhenEveryCallIsRefused(String code) throws Exception {
    comprehend.whenever(
        request -> true, 400, "{\"__type\":\"" + code + "\",\"message\":\"not here\"}");
    try (SentimentEngine engine = engine(Map.of())) {
      assertThatThrownBy(() -> score(engine, "a", "b", "c"))
          .hasCauseInstanceOf(EngineUnavailableException.class)
          .hasMessageContainingAll(code, "not here", "check");
      assertThat(comprehend.requests.size()).isLessThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 407, 413, 500, 502})
  void shouldRejectNothingWhenAnotherServerAnswers(int status) throws Exception {
    comprehend.whenever(request -> true, status, "<html>proxy</html>");
    try (SentimentEngine engine = engine(Map.of("comprehend.patience", "PT0.01S"))) {
      assertThatThrownBy(() -> score(engine, "a", "b"))
          .hasCauseInstanceOf(EngineUnavailableException.class)
          .hasMessageContaining("HTTP " + status);
      comprehend.recover();
      assertThat(score(engine, "a", "b")).containsExactly(GOOD, GOOD);
    }
  }

  @Test
  void shouldSendADocumentAgainWhoseErrorHasNoCode() throws Exception {
    comprehend.then(200, "{\"ResultList\":[],\"ErrorList\":[{\"Index\":0}]}");
    try (SentimentEngine engine = engine(Map.of())) {
      assertThat(score(engine, "a")).containsExactly(GOOD);
    }
  }

  @Test
  void shouldRejectTheDocumentsOfALanguageThatTheServiceRefuses() throws Exception {
    comprehend.whenever(
        request -> request.get("LanguageCode").asText().equals("en"),
        400,
        "{\"__type\":\"UnsupportedLanguageException\",\"message\":\"en\"}");
    try (SentimentEngine engine = engine(Map.of())) {
      Outcome rejected = new Outcome.Rejected("UnsupportedLanguageException: en");
      assertThat(score(engine, "a", "b")).containsExactly(rejected, rejected);
      assertThat(comprehend.requests).hasSize(1);
      assertThat(engine.score("de", List.of("a")).get(20, SECONDS)).containsExactly(GOOD);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Index':1,'SentimentScore':{'Positive':0.7,'Negative':0.1,'Neutral':0.15}}",
        "{'Index':1,'SentimentScore':{'Positive':1e9,'Negative':0.1,'Neutral':0.15,'Mixed':0.05}}",
        "{'Index':1,'SentimentScore':{'Positive':0.7,'Negative':0.7,'Neutral':0.15,'Mixed':0.05}}",
        "{'Index':1}",
        "{'Index':77,'SentimentScore':{'Positive':0.7,'Negative':0.1,'Neutral':0.15,'Mixed':0.05}}",
        "{'Index':-1,'SentimentScore':{'Positive':0.7,'Negative':0.1,'Neutral':0.15,'Mixed':0.05}}",
        "{'SentimentScore':{'Positive':0.7,'Negative':0.1,'Neutral':0.15,'Mixed':0.05}}"
      })
  void shouldBoundTheAttemptsAtADocumentWhoseResultIsMalformed(String malformed) throws Exception {
    String good =
        "{'Index':0,'SentimentScore':{'Positive':0.7,'Negative':0.1,'Neutral':0.15,'Mixed':0.05}}";
    comprehend.then(
        200, ("{'ErrorList':[],'ResultList':[" + good + "," + malformed + "]}").replace('\'', '"'));
    String again = "{'ErrorList':[],'ResultList':[]}";
    comprehend.then(200, again.replace('\'', '"'));
    try (SentimentEngine engine = engine(Map.of("comprehend.item.attempts", "2"))) {
      assertThat(score(engine, "a", "b"))
          .containsExactly(
              GOOD, new Outcome.Rejected("MissingResult: the response leaves the document out"));
      assertThat(comprehend.requests).hasSize(2);
    }
  }

  @Test
  void shouldFailWhatWaitsWhenItIsClosed() {
    comprehend.thenAwsError(400, "ThrottlingException", "Rate exceeded");
    SentimentEngine engine =
        engine(Map.of("comprehend.backoff.base", "PT50S", "comprehend.backoff.max", "PT50S"));
    CompletableFuture<List<Outcome>> outcomes = engine.score("en", List.of("a"));
    engine.close();

    assertThat(outcomes)
        .failsWithin(10, SECONDS)
        .withThrowableOfType(Exception.class)
        .withCauseInstanceOf(EngineUnavailableException.class);
  }

  @Test
  void shouldUseTheDefaultsWhenOnlyTheRegionIsSet() {
    try (SentimentEngine engine = new ComprehendEngine().open(Map.of("aws.region", "eu-west-1"))) {
      assertThat(engine.name()).isEqualTo("comprehend");
      assertThat(engine.maxBatch()).isEqualTo(25);
      assertThat(engine.maxInFlight()).isEqualTo(10);
      assertThat(engine.route("und")).contains("en");
    }
    assertThat(ComprehendEngine.SETTINGS)
        .extracting(Setting::key, Setting::defaultValue)
        .extracting(Object::toString)
        .containsExactly(
            "(\"aws.region\", null)",
            "(\"aws.endpoint\", null)",
            "(\"comprehend.default.language\", \"en\")",
            "(\"comprehend.max.in.flight\", \"10\")",
            "(\"comprehend.documents.per.second\", \"250\")",
            "(\"comprehend.calls.per.second\", \"0\")",
            "(\"comprehend.quota.share\", \"1\")",
            "(\"comprehend.timeout\", \"PT10S\")",
            "(\"comprehend.patience\", \"PT1M\")",
            "(\"comprehend.backoff.base\", \"PT0.2S\")",
            "(\"comprehend.backoff.max\", \"PT20S\")",
            "(\"comprehend.item.attempts\", \"4\")",
            "(\"comprehend.cache.bytes\", \"33554432\")",
            "(\"comprehend.cache.disk.bytes\", \"67108864\")",
            "(\"comprehend.cache.disk.age\", \"P30D\")",
            "(\"comprehend.price.unit\", \"0.0001\")",
            "(\"comprehend.price.unit.characters\", \"100\")",
            "(\"comprehend.price.least.units\", \"3\")",
            "(\"comprehend.budget.documents.day\", null)",
            "(\"comprehend.budget.documents\", null)",
            "(\"comprehend.budget.cost.day\", null)",
            "(\"comprehend.budget.cost\", null)");
  }

  @Test
  void shouldUseTheOtherKeysWhenTheyAreSet() {
    try (SentimentEngine engine =
        engine(Map.of("comprehend.max.in.flight", "3", "comprehend.default.language", "none"))) {
      assertThat(engine.maxInFlight()).isEqualTo(3);
      assertThat(engine.route(null)).isEmpty();
      assertThat(engine.route("zh-CN")).contains("zh");
    }
  }
}
