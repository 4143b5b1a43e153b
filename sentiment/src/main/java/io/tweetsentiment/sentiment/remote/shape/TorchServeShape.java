package io.tweetsentiment.sentiment.remote.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * TorchServe's prediction API with a handler for texts: the body of a request is the text, and the
 * response has the scores by label. TorchServe makes batches by itself.
 *
 * @param labels meaning of the labels
 * @param path JSON pointer to the scores in a response; empty for the whole response
 */
public record TorchServeShape(LabelMap labels, String path) implements HttpShape {

  @Override
  public int mostDocuments() {
    return 1;
  }

  @Override
  public String contentType() {
    return "text/plain; charset=utf-8";
  }

  @Override
  public byte[] request(String route, List<String> texts) {
    return texts.get(0).getBytes(UTF_8);
  }

  @Override
  public List<DocumentResult> answers(byte[] body, int documents) {
    JsonNode scores = Json.parse(body).at(path);
    if (!scores.isContainerNode()) {
      throw Json.unexpected("scores by label", scores);
    }
    return List.of(labels.read(scores));
  }
}
