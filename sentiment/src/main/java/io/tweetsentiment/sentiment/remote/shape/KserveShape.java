package io.tweetsentiment.sentiment.remote.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Open Inference Protocol, version 2, of KServe and Triton: a tensor of texts, and a tensor
 * with a row of scores for each text. The labels are the numbers of the columns, from 0.
 *
 * <pre>{@code
 * {"inputs": [{"name": "text", "shape": [2, 1], "datatype": "BYTES", "data": ["...", "..."]}]}
 * {"outputs": [{"name": "scores", "shape": [2, 3], "datatype": "FP32", "data": [0.1, ...]}]}
 * }</pre>
 *
 * @param labels meaning of the numbers of the columns
 * @param input name of the tensor of texts
 * @param output name of the tensor of scores; empty for the first tensor of numbers
 * @param isMatrix whether the tensor of texts has a second dimension, of size 1
 */
public record KserveShape(LabelMap labels, String input, Optional<String> output, boolean isMatrix)
    implements HttpShape {

  @Override
  public int mostDocuments() {
    return Integer.MAX_VALUE;
  }

  @Override
  public byte[] request(String route, List<String> texts) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ObjectNode tensor = body.putArray("inputs").addObject().put("name", input);
    ArrayNode shape = tensor.putArray("shape").add(texts.size());
    if (isMatrix) {
      shape.add(1);
    }
    ArrayNode data = tensor.put("datatype", "BYTES").putArray("data");
    texts.forEach(data::add);
    return Json.bytes(body);
  }

  @Override
  public List<DocumentResult> answers(byte[] body, int documents) {
    JsonNode root = Json.parse(body);
    for (JsonNode tensor : root.path("outputs")) {
      boolean isNumbers = tensor.path("datatype").asText().startsWith("FP");
      if (output.map(tensor.path("name").asText()::equals).orElse(isNumbers)) {
        return rows(tensor.path("data"), documents, root);
      }
    }
    throw Json.unexpected("tensor " + output.orElse("of numbers") + " in outputs", root);
  }

  private List<DocumentResult> rows(JsonNode data, int documents, JsonNode root) {
    List<Double> numbers = new ArrayList<>();
    // Data may be flat or nested, row by row.
    flatten(data, numbers);
    if (numbers.isEmpty() || numbers.size() % documents != 0) {
      throw Json.unexpected("scores of " + documents + " documents", root);
    }
    int columns = numbers.size() / documents;
    List<DocumentResult> results = new ArrayList<>();
    for (int row = 0; row < documents; row++) {
      Map<String, Double> scores = new LinkedHashMap<>();
      for (int column = 0; column < columns; column++) {
        scores.put(Integer.toString(column), numbers.get(row * columns + column));
      }
      results.add(labels.of(scores));
    }
    return results;
  }

  private static void flatten(JsonNode data, List<Double> numbers) {
    for (JsonNode one : data) {
      if (one.isArray()) {
        flatten(one, numbers);
      } else {
        numbers.add(one.isNumber() ? one.doubleValue() : Double.NaN);
      }
    }
  }
}
