package io.tweetsentiment.sentiment.remote.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The path {@code /predict} of Text Embeddings Inference. Each text is in an array of its own,
 * because the server takes an array of two texts for one pair.
 *
 * <pre>{@code
 * {"inputs": [["..."], ["..."]], "truncate": true}
 * [[{"label": "positive", "score": 0.9}, ...], [...]]
 * }</pre>
 *
 * @param labels meaning of the labels
 */
public record TeiShape(LabelMap labels) implements HttpShape {

  @Override
  public int mostDocuments() {
    return Integer.MAX_VALUE;
  }

  @Override
  public byte[] request(String route, List<String> texts) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode inputs = body.putArray("inputs");
    texts.forEach(text -> inputs.addArray().add(text));
    body.put("truncate", true);
    return Json.bytes(body);
  }

  @Override
  public List<DocumentResult> answers(byte[] body, int documents) {
    return HuggingFaceShape.lists(labels, Json.parse(body), documents);
  }
}
