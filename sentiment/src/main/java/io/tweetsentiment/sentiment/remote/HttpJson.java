package io.tweetsentiment.sentiment.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.sentiment.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * The JSON of the engine {@code http}: request and response.
 *
 * <pre>{@code
 * {"documents": [{"id": "0", "text": "...", "language": "en"}]}
 * {"results": [{"id": "0", "positive": 0.9, "negative": 0.02, "neutral": 0.05, "mixed": 0.03}],
 *  "errors": [{"id": "1", "code": "...", "message": "...", "retryable": false}]}
 * }</pre>
 */
final class HttpJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double TOLERANCE = 0.01;

  private HttpJson() {}

  static byte[] request(String route, List<String> texts) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode documents = body.putArray("documents");
    for (int i = 0; i < texts.size(); i++) {
      documents
          .addObject()
          .put("id", Integer.toString(i))
          .put("text", texts.get(i))
          .put("language", route);
    }
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the texts cannot be written as JSON", e);
    }
  }

  /**
   * Parses the endpoint's response.
   *
   * @throws UncheckedIOException when the body does not have this form: none of it is used then
   */
  static List<DocumentResult> answers(byte[] body, int documents) {
    DocumentResult[] answers = new DocumentResult[documents];
    Arrays.fill(
        answers,
        new DocumentResult.Failed("MissingResult", "the response leaves the document out", true));
    try {
      JsonNode root = JSON.readTree(body);
      if (!root.path("results").isArray()) {
        throw new IOException("the response has no array \"results\"");
      }
      for (JsonNode result : root.get("results")) {
        answers[id(result, documents)] = scored(result);
      }
      for (JsonNode error : root.path("errors")) {
        answers[id(error, documents)] =
            new DocumentResult.Failed(
                error.path("code").asText("Error"),
                error.path("message").asText("no message"),
                error.path("retryable").asBoolean(false));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(answers);
  }

  private static int id(JsonNode item, int documents) throws IOException {
    String id = item.path("id").asText();
    for (int i = 0; i < documents; i++) {
      if (Integer.toString(i).equals(id)) {
        return i;
      }
    }
    throw new IOException("the response has the id '" + id + "', which is not in the request");
  }

  private static DocumentResult scored(JsonNode result) {
    double[] scores = new double[4];
    String[] names = {"positive", "negative", "neutral", "mixed"};
    double sum = 0;
    for (int i = 0; i < names.length; i++) {
      JsonNode score = result.path(names[i]);
      scores[i] = score.isNumber() ? score.doubleValue() : Double.NaN;
      if (!(scores[i] >= 0 && scores[i] <= 1)) {
        return new DocumentResult.Failed("InvalidScores", names[i] + " is " + score, false);
      }
      sum += scores[i];
    }
    return Math.abs(sum - 1) <= TOLERANCE
        ? new DocumentResult.Scored(new Scores(scores[0], scores[1], scores[2], scores[3]))
        : new DocumentResult.Failed("InvalidScores", "the four scores add up to " + sum, false);
  }
}
