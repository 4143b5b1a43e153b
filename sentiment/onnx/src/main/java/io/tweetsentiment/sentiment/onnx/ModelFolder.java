package io.tweetsentiment.sentiment.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The folder of a model, as written by Hugging Face's exporters.
 *
 * @param model the ONNX file
 * @param tokenizer the file of the tokenizer
 * @param labels name of each class, in the order of the model's outputs
 * @param padId id of the padding token
 * @param maxTokens largest number of tokens of the model; {@link Integer#MAX_VALUE} if unknown
 * @param identity first 12 hexadecimal digits of the SHA-256 of the ONNX file
 */
record ModelFolder(
    Path model, Path tokenizer, List<String> labels, int padId, int maxTokens, String identity) {

  private static final int IDENTITY_DIGITS = 12;
  private static final String REMEDY =
      " Export it again, for instance with `optimum-cli export onnx --task text-classification"
          + " --model NAME FOLDER`.";

  /**
   * Reads {@code config.json} and checks that the other files exist.
   *
   * @throws IllegalArgumentException when a file is missing or invalid: the message names the file
   *     and the fix
   */
  static ModelFolder read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          OnnxEngine.FOLDER
              + " is '"
              + folder
              + "', which is not a folder; it takes a folder with model.onnx, tokenizer.json and"
              + " config.json.");
    }
    Path model = file(folder, "model.onnx");
    Path tokenizer = file(folder, "tokenizer.json");
    Path config = file(folder, "config.json");
    JsonNode json = json(config);
    int padId = json.path("pad_token_id").asInt(0);
    return new ModelFolder(
        model,
        tokenizer,
        labels(config, json.path("id2label")),
        padId,
        maxTokens(json, padId),
        identity(model));
  }

  /** Models of the RoBERTa family number positions from {@code padId + 1} on. */
  private static int maxTokens(JsonNode config, int padId) {
    int positions = config.path("max_position_embeddings").asInt(Integer.MAX_VALUE);
    return config.path("model_type").asText().contains("roberta")
        ? positions - padId - 1
        : positions;
  }

  static IllegalArgumentException broken(Path file, String problem, Throwable cause) {
    return new IllegalArgumentException(file + " " + problem + "." + REMEDY, cause);
  }

  private static Path file(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isReadable(file)) {
      throw broken(file, "does not exist or cannot be read", null);
    }
    return file;
  }

  private static JsonNode json(Path config) {
    try {
      return new ObjectMapper().readTree(config.toFile());
    } catch (IOException e) {
      throw broken(
          config, "is not valid JSON: " + e.getMessage().lines().findFirst().orElse(""), e);
    }
  }

  private static List<String> labels(Path config, JsonNode id2label) {
    List<String> labels = new ArrayList<>();
    while (id2label.path(Integer.toString(labels.size())).isTextual()) {
      labels.add(id2label.path(Integer.toString(labels.size())).asText());
    }
    if (labels.isEmpty() || labels.size() != id2label.size()) {
      throw broken(config, "has no id2label with names for the classes 0, 1, ...", null);
    }
    return List.copyOf(labels);
  }

  private static String identity(Path model) {
    try (InputStream file = Files.newInputStream(model)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(file, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest()).substring(0, IDENTITY_DIGITS);
    } catch (IOException e) {
      throw broken(model, "cannot be read: " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
