package io.tweetsentiment.sentiment.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The model's own tokenizer. Threading: thread-safe until it is closed. */
final class FolderTokenizer implements AutoCloseable {

  static {
    // Otherwise the library reports each use to its makers, and on a machine with a graphics card
    // downloads another build of itself.
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
  }

  private final HuggingFaceTokenizer tokenizer;

  private FolderTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Opens a tokenizer.
   *
   * @param maxTokens longer texts are cut, special tokens kept
   * @throws IllegalArgumentException when the file is no sound tokenizer
   */
  static FolderTokenizer open(Path file, int maxTokens) {
    Map<String, String> options =
        Map.of(
            "truncation", "true",
            "maxLength", Integer.toString(maxTokens),
            "modelMaxLength", Integer.toString(maxTokens),
            "padding", "false",
            "addSpecialTokens", "true");
    try {
      return new FolderTokenizer(HuggingFaceTokenizer.newInstance(file, options));
    } catch (IOException | RuntimeException e) {
      throw ModelFolder.broken(file, "cannot be read as a tokenizer: " + e.getMessage(), e);
    }
  }

  Encoded encode(String text) {
    Encoding encoding = tokenizer.encode(text);
    return new Encoded(encoding.getIds(), encoding.getTypeIds());
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
