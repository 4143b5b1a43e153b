package io.tweetsentiment.sentiment.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model folder with a real, tiny model: each good or bad word of the text counts, and so does
 * each token of padding that the model is not told to leave out.
 *
 * <p>Logits: positive {@code good - bad}, negative {@code bad - good}, neutral 0.5, where good and
 * bad are the numbers of such words, and a token of padding is worth three good words.
 */
final class TinyModel {

  private static final List<String> WORDS =
      List.of("[PAD]", "[CLS]", "[SEP]", "[UNK]", "good", "love", "great", "bad", "hate", "awful");
  private static final int FIRST_GOOD = 4;
  private static final int FIRST_BAD = 7;

  private List<String> inputs = List.of("input_ids", "attention_mask", "token_type_ids");
  private List<String> labels = List.of("negative", "neutral", "positive");
  private int inputType = OnnxGraph.INT64;
  private int vocabulary = WORDS.size();
  private int maxPositions = 512;
  private String type = "bert";

  /** Inputs that the model declares; without the mask, padding is worth nothing. */
  TinyModel inputs(String... names) {
    inputs = List.of(names);
    return this;
  }

  TinyModel inputType(int type) {
    inputType = type;
    return this;
  }

  /** Names of the classes. The second of two, or the third of three, is the positive one. */
  TinyModel labels(String... names) {
    labels = List.of(names);
    return this;
  }

  /** How many tokens the model knows; the tokenizer knows more when it is less than 10. */
  TinyModel vocabulary(int size) {
    vocabulary = size;
    return this;
  }

  /** Kind of model, as config.json names it. */
  TinyModel type(String name) {
    type = name;
    return this;
  }

  TinyModel maxPositions(int positions) {
    maxPositions = positions;
    return this;
  }

  /** Writes the folder for a run by hand. */
  public static void main(String[] folder) throws IOException {
    new TinyModel().write(Files.createDirectories(Path.of(folder[0])));
  }

  Path write(Path folder) throws IOException {
    Files.write(folder.resolve("model.onnx"), model());
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
    Files.writeString(folder.resolve("config.json"), config());
    return folder;
  }

  private byte[] model() {
    boolean masked = inputs.contains("attention_mask");
    int classes = labels.size();
    OnnxGraph graph =
        new OnnxGraph()
            .floats("words", words(masked ? 3 : 0), vocabulary, 2)
            .floats("head", head(classes), 2, classes)
            .floats("constants", constants(classes), classes)
            .number("one", 1)
            .number("two", 2)
            .node("Gather", List.of("words", "input_ids"), "tokens");
    inputs.forEach(input -> graph.input(input, inputType));
    String tokens = "tokens";
    if (inputs.contains("token_type_ids")) {
      // Types are 0 for a single text, so this changes nothing, but it fails when none are fed.
      graph
          .floats("types", new float[] {0, 0, 9, 9}, 2, 2)
          .node("Gather", List.of("types", "token_type_ids"), "typed")
          .node("Add", List.of("tokens", "typed"), "both");
      tokens = "both";
    }
    if (masked) {
      graph
          .node(
              "Cast",
              List.of("attention_mask"),
              "weights",
              OnnxGraph.attribute("to", OnnxGraph.FLOAT))
          .node("Unsqueeze", List.of("weights", "two"), "columns")
          .node("Mul", List.of(tokens, "columns"), "weighted");
      tokens = "weighted";
    }
    return graph
        .node("ReduceSum", List.of(tokens, "one"), "sums", OnnxGraph.attribute("keepdims", 0))
        .node("MatMul", List.of("sums", "head"), "raw")
        .node("Add", List.of("raw", "constants"), "logits")
        .output("logits")
        .model();
  }

  private float[] words(float padding) {
    float[] words = new float[2 * vocabulary];
    words[0] = padding;
    for (int word = FIRST_GOOD; word < Math.min(vocabulary, WORDS.size()); word++) {
      words[2 * word + (word < FIRST_BAD ? 0 : 1)] = 1;
    }
    return words;
  }

  private static float[] head(int classes) {
    float[] head = new float[2 * classes];
    head[0] = -1;
    head[classes] = 1;
    head[classes - 1] = 1;
    head[2 * classes - 1] = -1;
    return head;
  }

  private static float[] constants(int classes) {
    float[] constants = new float[classes];
    if (classes > 2) {
      constants[1] = 0.5f;
    }
    return constants;
  }

  private String config() {
    StringBuilder id2label = new StringBuilder();
    for (int i = 0; i < labels.size(); i++) {
      id2label.append(i == 0 ? "" : ", ").append("\"" + i + "\": \"" + labels.get(i) + "\"");
    }
    return String.format(
        "{\"model_type\": \"%s\", \"id2label\": {%s}, \"pad_token_id\": 0,"
            + " \"max_position_embeddings\": %d}",
        type, id2label, maxPositions);
  }

  private static String tokenizer() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < WORDS.size(); i++) {
      words.append(i == 0 ? "" : ", ").append("\"" + WORDS.get(i) + "\": " + i);
    }
    return """
    {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
     "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
     "post_processor": {"type": "TemplateProcessing",
       "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                  {"Sequence": {"id": "A", "type_id": 0}},
                  {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
       "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
       "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [1], "tokens": ["[CLS]"]},
                          "[SEP]": {"id": "[SEP]", "ids": [2], "tokens": ["[SEP]"]}}},
     "decoder": null,
     "model": {"type": "WordLevel", "unk_token": "[UNK]", "vocab": {%s}}}
    """
        .formatted(words);
  }
}
