package io.tweetsentiment.emulators.comprehend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.wire.AwsErrorException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Answers DetectSentiment and BatchDetectSentiment: checks, faults, scores. */
final class SentimentCalls {
  private static final int MAX_BATCH = 25;
  private static final int MAX_BYTES = 5000;
  private static final Set<String> LANGUAGES =
      Set.of("en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-TW");
  private static final String[] LABELS = {"POSITIVE", "NEGATIVE", "NEUTRAL", "MIXED"};
  private static final String[] NAMES = {"Positive", "Negative", "Neutral", "Mixed"};
  private static final String FAILED = "An internal server error occurred. Retry your request.";

  private final Function<String, double[]> scores;
  private final ComprehendCounters counters;
  private final InjectedFaults faults;

  SentimentCalls(
      ComprehendEmulatorSettings settings,
      Function<String, double[]> scores,
      ComprehendCounters counters) {
    this.scores = scores;
    this.counters = counters;
    this.faults = new InjectedFaults(settings);
  }

  ObjectNode one(JsonNode input) {
    String text = input.path("Text").asText();
    check(input, List.of(text));
    admit(List.of(text));
    if (faults.fails(text)) {
      counters.itemErrors.increment();
      throw new AwsErrorException(500, "InternalServerException", FAILED);
    }
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    score(out, text);
    return out;
  }

  ObjectNode batch(JsonNode input) {
    List<String> texts = new ArrayList<>();
    input.path("TextList").forEach(text -> texts.add(text.asText()));
    if (texts.isEmpty()) {
      throw AwsErrorException.of(
          "InvalidRequestException", "TextList must have at least one document");
    }
    if (texts.size() > MAX_BATCH) {
      throw AwsErrorException.of(
          "BatchSizeLimitExceededException",
          "TextList has " + texts.size() + " documents, more than " + MAX_BATCH);
    }
    check(input, texts);
    admit(texts);
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode results = out.putArray("ResultList");
    ArrayNode errors = out.putArray("ErrorList");
    for (int i = 0; i < texts.size(); i++) {
      if (faults.fails(texts.get(i))) {
        counters.itemErrors.increment();
        errors
            .addObject()
            .put("Index", i)
            .put("ErrorCode", "InternalServerException")
            .put("ErrorMessage", FAILED);
      } else {
        score(results.addObject().put("Index", i), texts.get(i));
      }
    }
    return out;
  }

  private static void check(JsonNode input, List<String> texts) {
    String language = input.path("LanguageCode").asText();
    if (!LANGUAGES.contains(language)) {
      throw AwsErrorException.of(
          "UnsupportedLanguageException",
          "Language code " + language + " is not supported; supported are " + LANGUAGES);
    }
    for (String text : texts) {
      if (text.isBlank()) {
        throw AwsErrorException.of("InvalidRequestException", "Input text must not be empty");
      }
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES) {
        throw AwsErrorException.of(
            "TextSizeLimitExceededException",
            "Input text size exceeds limit. Max length of request text allowed is "
                + MAX_BYTES
                + " bytes while in this request the text size is "
                + bytes
                + " bytes");
      }
    }
  }

  private void admit(List<String> texts) {
    if (faults.throttles(texts.size())) {
      counters.throttled.increment();
      throw AwsErrorException.of("ThrottlingException", "Rate exceeded");
    }
    counters.batch(texts.size());
    texts.forEach(counters::pay);
  }

  private void score(ObjectNode out, String text) {
    double[] of = scores.apply(text);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    int best = 0;
    for (int i = 0; i < of.length; i++) {
      node.put(NAMES[i], (float) of[i]);
      best = of[i] > of[best] ? i : best;
    }
    out.put("Sentiment", LABELS[best]);
    out.set("SentimentScore", node);
  }
}
