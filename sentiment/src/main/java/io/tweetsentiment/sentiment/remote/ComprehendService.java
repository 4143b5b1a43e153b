package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.remote.shape.CallResults;
import io.tweetsentiment.sentiment.remote.shape.DocumentResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.comprehend.ComprehendAsyncClient;
import software.amazon.awssdk.services.comprehend.model.BatchDetectSentimentResponse;
import software.amazon.awssdk.services.comprehend.model.SentimentScore;

/** Makes calls of Amazon Comprehend's BatchDetectSentiment. */
final class ComprehendService implements RemoteService {

  /** Size limit of a document, in bytes of UTF-8. */
  static final int MAX_BYTES = 5_000;

  /** Size limit of a call, in documents. */
  static final int MAX_DOCUMENTS = 25;

  /** Error codes of a call that one of its documents causes. */
  private static final Set<String> DOCUMENT_CODES =
      Set.of("InvalidRequestException", "TextSizeLimitExceededException", "ValidationException");

  /** Error codes of a document that will fail again. */
  private static final Set<String> LASTING_CODES =
      Set.of(
          "InvalidRequestException",
          "INVALID_REQUEST",
          "TextSizeLimitExceededException",
          "TEXT_SIZE_LIMIT_EXCEEDED",
          "UnsupportedLanguageException",
          "UNSUPPORTED_LANGUAGE",
          "ValidationException");

  private static final Utf8Limit LIMIT = new Utf8Limit(MAX_BYTES);

  private final ComprehendAsyncClient client;
  private final Runnable stopThreads;
  private final Map<Long, Future<?>> inFlight = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  /**
   * Takes over a client.
   *
   * @param stopThreads run when the client is closed
   */
  ComprehendService(ComprehendAsyncClient client, Runnable stopThreads) {
    this.client = client;
    this.stopThreads = stopThreads;
  }

  @Override
  public CompletableFuture<List<DocumentResult>> call(String route, List<String> texts) {
    long id = ids.incrementAndGet();
    CompletableFuture<BatchDetectSentimentResponse> call =
        client.batchDetectSentiment(request -> request.languageCode(route).textList(texts));
    inFlight.put(id, call);
    return call.whenComplete((response, error) -> inFlight.remove(id))
        .thenApply(response -> answers(response, texts.size()));
  }

  private static List<DocumentResult> answers(
      BatchDetectSentimentResponse response, int documents) {
    CallResults results = new CallResults(documents);
    response
        .resultList()
        .forEach(item -> results.add(String.valueOf(item.index()), scored(item.sentimentScore())));
    response
        .errorList()
        .forEach(
            item ->
                results.add(
                    String.valueOf(item.index()),
                    failed(
                        Objects.requireNonNullElse(item.errorCode(), "NoErrorCode"),
                        item.errorMessage())));
    return results.all();
  }

  private static DocumentResult failed(String code, String message) {
    return new DocumentResult.Failed(code, message, !LASTING_CODES.contains(code));
  }

  private static DocumentResult scored(SentimentScore score) {
    return score == null
        ? DocumentResult.invalid("the result has no scores")
        : DocumentResult.of(
            decimal(score.positive()),
            decimal(score.negative()),
            decimal(score.neutral()),
            decimal(score.mixed()));
  }

  /** The service sends 32-bit floats; the shortest decimal of each is the value it computed. */
  private static double decimal(Float score) {
    return score == null ? Double.NaN : Double.parseDouble(score.toString());
  }

  @Override
  public CallFailure classify(Throwable error) {
    if (error instanceof AwsServiceException e) {
      // What does not come from AWS, such as a proxy's answer, has no code.
      Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
      String code = details.map(AwsErrorDetails::errorCode).orElse("HTTP " + e.statusCode());
      String message =
          code + ": " + details.map(AwsErrorDetails::errorMessage).orElse(e.getMessage());
      if (e.isThrottlingException() || e.isClockSkewException() || e.statusCode() >= 500) {
        return new CallFailure.Transient(message, Duration.ZERO, e.isThrottlingException());
      }
      if (code.equals("UnsupportedLanguageException")) {
        return new CallFailure.RefusedLanguage(message);
      }
      return DOCUMENT_CODES.contains(code)
          ? new CallFailure.BadDocument(message)
          : new CallFailure.Permanent(
              message
                  + " (Comprehend rejects the call; check the credentials, the region and the"
                  + " permission comprehend:BatchDetectSentiment)");
    }
    String message = String.valueOf(error.getMessage());
    if (error instanceof SdkException && message.contains("credentials")) {
      return new CallFailure.Permanent(message);
    }
    return new CallFailure.Transient(
        error.getClass().getSimpleName() + ": " + message, Duration.ZERO, false);
  }

  @Override
  public String truncate(String text) {
    return LIMIT.truncate(text);
  }

  @Override
  public void close() {
    inFlight.values().forEach(call -> call.cancel(true));
    client.close();
    stopThreads.run();
  }
}
