package io.tweetsentiment.sentiment.remote.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The JSON of this project: request and response. {@code openapi/sentiment-http.yaml} describes it.
 *
 * <pre>{@code
 * {"documents": [{"id": "0", "text": "...", "language": "en"}]}
 * {"results": [{"id": "0", "positive": 0.9, "negative": 0.02, "neutral": 0.05, "mixed": 0.03}],
 *  "errors": [{"id": "1", "code": "...", "message": "...", "retryable": false}]}
 * }</pre>
 */
public record OwnShape() implements HttpShape {

  private static final List<String> NAMES = List.of("positive", "negative", "neutral", "mixed");

  @Override
  public int mostDocuments() {
    return Integer.MAX_VALUE;
  }

  @Override
  public byte[] request(String route, List<String> texts) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode documents = body.putArray("documents");
    for (int i = 0; i < texts.size(); i++) {
      documents
          .addObject()
          .put("id", Integer.toString(i))
          .put("text", texts.get(i))
          .put("language", route);
    }
    return Json.bytes(body);
  }

  @Override
  public List<DocumentResult> answers(byte[] body, int documents) {
    CallResults results = new CallResults(documents);
    JsonNode root = Json.parse(body);
    if (!root.path("results").isArray()) {
      throw Json.unexpected("array \"results\"", root);
    }
    for (JsonNode result : root.get("results")) {
      results.add(result.path("id").asText(), scored(result));
    }
    for (JsonNode error : root.path("errors")) {
      results.add(
          error.path("id").asText(),
          new DocumentResult.Failed(
              error.path("code").asText("Error"),
              error.path("message").asText("no message"),
              error.path("retryable").asBoolean(false)));
    }
    return results.all();
  }

  private static DocumentResult scored(JsonNode result) {
    double[] scores = new double[NAMES.size()];
    for (int i = 0; i < scores.length; i++) {
      JsonNode score = result.path(NAMES.get(i));
      if (!score.isNumber()) {
        return DocumentResult.invalid(NAMES.get(i) + " is " + described(score));
      }
      scores[i] = score.doubleValue();
    }
    return DocumentResult.of(scores[0], scores[1], scores[2], scores[3]);
  }

  private static String described(JsonNode score) {
    return score.isMissingNode() ? "missing" : score.toString();
  }
}
