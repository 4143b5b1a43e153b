package io.tweetsentiment.emulators.comprehend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.comprehend.ComprehendAsyncClient;
import software.amazon.awssdk.services.comprehend.model.BatchDetectSentimentResponse;
import software.amazon.awssdk.services.comprehend.model.BatchItemError;
import software.amazon.awssdk.services.comprehend.model.BatchSizeLimitExceededException;
import software.amazon.awssdk.services.comprehend.model.ComprehendException;
import software.amazon.awssdk.services.comprehend.model.InvalidRequestException;
import software.amazon.awssdk.services.comprehend.model.SentimentScore;
import software.amazon.awssdk.services.comprehend.model.SentimentType;
import software.amazon.awssdk.services.comprehend.model.TextSizeLimitExceededException;
import software.amazon.awssdk.services.comprehend.model.UnsupportedLanguageException;

class ComprehendEmulatorTest {
  private static final SdkAsyncHttpClient HTTP =
      NettyNioAsyncHttpClient.builder().maxConcurrency(100).build();

  private ComprehendEmulator emulator;
  private ComprehendAsyncClient client;

  private void start(Map<String, String> settings) {
    start(settings, Clock.systemUTC(), new HashScores());
  }

  private void start(Map<String, String> settings, Clock clock, Function<String, double[]> scores) {
    Map<String, String> fast = new HashMap<>(settings);
    fast.putIfAbsent("comprehend.latency", "PT0S");
    emulator = ComprehendEmulator.start(fast, clock, scores);
    client =
        ComprehendAsyncClient.builder()
            .endpointOverride(emulator.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(HTTP)
            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
  }

  @AfterEach
  void stop() {
    if (emulator != null) {
      client.close();
      emulator.close();
    }
  }

  @AfterAll
  static void closeHttp() {
    HTTP.close();
  }

  private static List<String> texts(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(i -> "text number " + i).toList();
  }

  private CompletableFuture<BatchDetectSentimentResponse> batch(List<String> texts) {
    return client.batchDetectSentiment(r -> r.languageCode("en").textList(texts));
  }

  private void assertRefused(List<String> texts, String language, Class<? extends Throwable> as) {
    assertThatThrownBy(
            () -> client.batchDetectSentiment(r -> r.languageCode(language).textList(texts)).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(as);
  }

  @Test
  void shouldScoreABatchInOrderWithFourScoresThatSumToOne() {
    start(Map.of());
    BatchDetectSentimentResponse answer = batch(texts(0, 25)).join();
    assertThat(answer.errorList()).isEmpty();
    assertThat(answer.resultList()).extracting(r -> r.index()).isSorted().hasSize(25);
    assertThat(answer.resultList())
        .allSatisfy(
            r -> {
              SentimentScore s = r.sentimentScore();
              assertThat(s.positive() + s.negative() + s.neutral() + s.mixed())
                  .isBetween(0.9999f, 1.0001f);
            });
    assertThat(answer.resultList())
        .extracting(r -> r.sentiment())
        .contains(
            SentimentType.POSITIVE,
            SentimentType.NEGATIVE,
            SentimentType.NEUTRAL,
            SentimentType.MIXED);
    assertThat(batch(texts(0, 25)).join().resultList()).isEqualTo(answer.resultList());
    assertThat(emulator.batchSizes()).containsEntry(25, 2L);
  }

  @Test
  void shouldUseTheInjectedScoresForASingleText() {
    start(Map.of(), Clock.systemUTC(), text -> new double[] {0.1, 0.7, 0.15, 0.05});
    var answer = client.detectSentiment(r -> r.languageCode("de").text("schlecht")).join();
    assertThat(answer.sentiment()).isEqualTo(SentimentType.NEGATIVE);
    assertThat(answer.sentimentScore().negative()).isEqualTo(0.7f);
  }

  @Test
  void shouldRefuseWithTheModelledErrorWhenTheRequestIsWrong() {
    start(Map.of());
    assertRefused(texts(0, 26), "en", BatchSizeLimitExceededException.class);
    assertRefused(texts(0, 1), "xx", UnsupportedLanguageException.class);
    assertRefused(List.of("ok", " "), "en", InvalidRequestException.class);
    assertRefused(List.of("é".repeat(2501)), "en", TextSizeLimitExceededException.class);
    assertThat(batch(List.of("é".repeat(2500))).join().resultList()).hasSize(1);
    assertThat(emulator.refused()).isEqualTo(4);
    assertThat(emulator.documents()).isEqualTo(1);
  }

  @Test
  void shouldFailTheSameTextsAgainWhenItemErrorsLast() {
    start(Map.of("comprehend.item.errors", "0.2", "comprehend.item.errors.last", "true"));
    List<Integer> first = failed(texts(0, 25));
    assertThat(first).isNotEmpty().isSorted().hasSizeLessThan(15);
    assertThat(failed(texts(0, 25))).isEqualTo(first);
    assertThat(emulator.itemErrors()).isEqualTo(2L * first.size());
  }

  @Test
  void shouldDrawEachAttemptAnewWhenItemErrorsPass() {
    start(Map.of("comprehend.item.errors", "0.3"));
    List<String> texts = new ArrayList<>(texts(0, 25));
    int attempts = 0;
    while (!texts.isEmpty()) {
      List<String> batch = List.copyOf(texts);
      texts.clear();
      failed(batch).forEach(i -> texts.add(batch.get(i)));
      attempts++;
    }
    assertThat(attempts).isBetween(2, 12);
  }

  private List<Integer> failed(List<String> texts) {
    BatchDetectSentimentResponse answer = batch(texts).join();
    assertThat(answer.resultList().size() + answer.errorList().size()).isEqualTo(texts.size());
    assertThat(answer.errorList())
        .allSatisfy(e -> assertThat(e.errorCode()).isEqualTo("InternalServerException"));
    return answer.errorList().stream().map(BatchItemError::index).toList();
  }

  @Test
  void shouldThrottleWhenDocumentsASecondAreUsedUp() {
    Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    start(Map.of("comprehend.documents.per.second", "50"), still, new HashScores());
    batch(texts(0, 25)).join();
    batch(texts(25, 25)).join();
    assertThatThrownBy(() -> batch(texts(50, 1)).join())
        .cause()
        .isInstanceOfSatisfying(
            ComprehendException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
              assertThat(e.isThrottlingException()).isTrue();
            });
    assertThat(emulator.throttled()).isEqualTo(1);
    assertThat(emulator.calls()).isEqualTo(3);
  }

  @Test
  void shouldThrottleAShareOfCalls() {
    start(Map.of("comprehend.throttled", "0.5", "comprehend.seed", "5"));
    for (int i = 0; i < 40; i++) {
      batch(texts(i, 1)).handle((answer, failure) -> answer).join();
    }
    assertThat(emulator.throttled()).isBetween(8L, 32L);
  }

  @Test
  void shouldLetManyCallsWaitAtOnceWhenLatencyIsLong() throws IOException {
    start(Map.of("comprehend.latency", "PT0.3S"));
    batch(texts(0, 1)).join();
    List<CompletableFuture<BatchDetectSentimentResponse>> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      calls.add(batch(texts(i, 2)));
    }
    calls.forEach(CompletableFuture::join);
    // More calls than the emulator has threads: a waiting call does not occupy a thread.
    assertThat(emulator.mostInFlight()).isGreaterThan(20);
    JsonNode stats;
    try (InputStream in = emulator.uri().resolve("/stats").toURL().openStream()) {
      stats = new ObjectMapper().readTree(in);
    }
    assertThat(stats.get("calls").asInt()).isEqualTo(61);
    assertThat(stats.get("documents").asInt()).isEqualTo(121);
    assertThat(stats.at("/batch_sizes/2").asInt()).isEqualTo(60);
    assertThat(Collections.max(emulator.batchSizes().keySet())).isEqualTo(2);
  }

  @Test
  void shouldLimitCallsASecondAndCountWhatIsPaid() {
    start(
        Map.of("comprehend.calls.per.second", "2"),
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        new HashScores());
    batch(List.of("short", "x".repeat(301))).join();
    batch(List.of("short")).join();

    assertThatThrownBy(() -> batch(List.of("short")).join()).hasMessageContaining("Rate exceeded");
    assertThat(emulator.throttled()).isEqualTo(1);
    assertThat(emulator.units()).isEqualTo(3 + 4 + 3);
  }
}
