package io.tweetsentiment.sentiment.remote.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Hugging Face's task text-classification, as Inference Endpoints have it.
 *
 * <pre>{@code
 * {"inputs": ["...", "..."], "parameters": {"top_k": null}}
 * [[{"label": "positive", "score": 0.9}, ...], [...]]
 * }</pre>
 *
 * @param labels meaning of the labels
 * @param path JSON pointer to the scores in a response; empty for the whole response
 */
public record HuggingFaceShape(LabelMap labels, String path) implements HttpShape {

  @Override
  public int mostDocuments() {
    return Integer.MAX_VALUE;
  }

  @Override
  public byte[] request(String route, List<String> texts) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode inputs = body.putArray("inputs");
    texts.forEach(inputs::add);
    // All labels, not only the best one.
    body.putObject("parameters").putNull("top_k");
    return Json.bytes(body);
  }

  @Override
  public List<DocumentResult> answers(byte[] body, int documents) {
    JsonNode scores = Json.parse(body).at(path);
    // Servers return the labels of a single text with and without a list around them.
    if (documents == 1 && scores.isArray() && scores.path(0).isObject()) {
      return List.of(labels.read(scores));
    }
    if (scores.path(0).isObject() && scores.path(0).has("label")) {
      throw new WrongSettingException(
          "the response has one list of labels for "
              + documents
              + " texts: the server took them for a pair, as Text Embeddings Inference does (set"
              + " http.shape=tei), or it gives only the best label of each (it must give all): "
              + Json.start(scores));
    }
    return lists(labels, scores, documents);
  }

  /** Reads an array with an array of labels and scores for each document. */
  static List<DocumentResult> lists(LabelMap labels, JsonNode scores, int documents) {
    if (!scores.isArray() || scores.size() != documents) {
      throw Json.unexpected("array of " + documents + " results", scores);
    }
    return StreamSupport.stream(scores.spliterator(), false)
        .map(
            one ->
                one.isArray()
                    ? labels.read(one)
                    : DocumentResult.invalid("the result is no array: " + Json.start(one)))
        .toList();
  }
}
