package io.tweetsentiment.sentiment.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The tokenizer in the model's folder. Threading: thread-safe until it is closed. */
final class ModelTokenizer implements AutoCloseable {

  static {
    // Otherwise the library reports its use to its makers, and downloads another build of itself
    // on a machine with a graphics card.
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
  }

  private final HuggingFaceTokenizer tokenizer;

  private ModelTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Opens a tokenizer.
   *
   * @param maxTokens longer texts are cut; special tokens are kept
   * @throws IllegalArgumentException when the file is not a valid tokenizer
   */
  static ModelTokenizer open(Path file, int maxTokens) {
    Map<String, String> options =
        Map.of(
            "truncation", "true",
            "maxLength", Integer.toString(maxTokens),
            "modelMaxLength", Integer.toString(maxTokens),
            "padding", "false",
            "addSpecialTokens", "true");
    try {
      return new ModelTokenizer(HuggingFaceTokenizer.newInstance(file, options));
    } catch (IOException | RuntimeException e) {
      throw ModelFolder.broken(file, "cannot be read as a tokenizer: " + e.getMessage(), e);
    }
  }

  EncodedText encode(String text) {
    Encoding encoding = tokenizer.encode(text);
    return new EncodedText(encoding.getIds(), encoding.getTypeIds());
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
