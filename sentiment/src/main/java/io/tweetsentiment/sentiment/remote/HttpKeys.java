package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.remote.shape.ChatShape;
import io.tweetsentiment.sentiment.remote.shape.HttpShape;
import io.tweetsentiment.sentiment.remote.shape.HuggingFaceShape;
import io.tweetsentiment.sentiment.remote.shape.KserveShape;
import io.tweetsentiment.sentiment.remote.shape.LabelMap;
import io.tweetsentiment.sentiment.remote.shape.OwnShape;
import io.tweetsentiment.sentiment.remote.shape.TeiShape;
import io.tweetsentiment.sentiment.remote.shape.TorchServeShape;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The keys of the engine http for the servers of others. */
final class HttpKeys {

  private static final String SHAPE = "http.shape";
  private static final String LABELS = "http.labels";
  private static final String SOFTMAX = "http.softmax";
  private static final String SCORE_PATH = "http.score.path";
  private static final String INPUT = "http.input";
  private static final String OUTPUT = "http.output";
  private static final String INPUT_SHAPE = "http.input.shape";
  private static final String MODEL = "http.model";
  private static final String HEADER = "http.header";
  private static final String HEADER_VARIABLE = "http.header.variable";
  private static final String CA_FILE = "http.ca.file";

  static final List<Setting> SETTINGS =
      List.of(
          Setting.of(
              SHAPE,
              "own",
              "Form of requests and responses: own, huggingface, tei (Text Embeddings Inference),"
                  + " torchserve, kserve (also Triton), openai (chat completions) or ollama."),
          Setting.optional(
              LABELS,
              "Meaning of the model's labels, such as LABEL_0=negative,LABEL_1=neutral,"
                  + "LABEL_2=positive; for kserve 0=negative,1=neutral,2=positive. Not needed when"
                  + " the labels are the meanings."),
          Setting.of(SOFTMAX, "false", "Whether the scores are logits."),
          Setting.optional(
              SCORE_PATH,
              "For huggingface and torchserve: JSON pointer to the scores in a response, such as"
                  + " /result."),
          Setting.of(INPUT, "text", "For kserve: name of the tensor of texts."),
          Setting.of(INPUT_SHAPE, "n", "For kserve: shape of the tensor of texts, n or n,1."),
          Setting.optional(
              OUTPUT,
              "For kserve: name of the tensor of scores; the first of numbers when not set."),
          Setting.optional(MODEL, "For openai and ollama: name of the model."),
          Setting.optional(
              HEADER, "Name of a header for authentication, such as api-key; see the next key."),
          Setting.optional(
              HEADER_VARIABLE, "Name of the environment variable that holds its value."),
          Setting.optional(
              CA_FILE,
              "PEM file of the certificate authorities to trust instead of those of the JVM."));

  /** The keys of what decides the scores. */
  static final List<String> DECIDING =
      List.of(
          HttpEngine.URL, SHAPE, LABELS, SOFTMAX, SCORE_PATH, INPUT, INPUT_SHAPE, OUTPUT, MODEL);

  private HttpKeys() {}

  /** The form of requests and responses. */
  static HttpShape shape(Settings settings) {
    String shape =
        settings.choice(
            SHAPE,
            List.of("own", "huggingface", "tei", "torchserve", "kserve", "openai", "ollama"));
    LabelMap labels = new LabelMap(settings.list(LABELS), settings.bool(SOFTMAX));
    String path = settings.optional(SCORE_PATH).orElse("");
    if (!path.isEmpty() && !path.startsWith("/")) {
      throw new SettingsException(
          SCORE_PATH + " is '" + path + "'; it takes a JSON pointer such as /result.");
    }
    return switch (shape) {
      case "huggingface" -> new HuggingFaceShape(labels, path);
      case "tei" -> new TeiShape(labels);
      case "torchserve" -> new TorchServeShape(labels, path);
      case "kserve" ->
          new KserveShape(
              labels,
              settings.string(INPUT),
              settings.optional(OUTPUT),
              settings.choice(INPUT_SHAPE, List.of("n", "n,1")).equals("n,1"));
      case "openai" -> new ChatShape(labels, ChatShape.Api.OPENAI, settings.string(MODEL));
      case "ollama" -> new ChatShape(labels, ChatShape.Api.OLLAMA, settings.string(MODEL));
      default -> new OwnShape();
    };
  }

  /** The header for authentication; empty when none is set. */
  static Map<String, String> header(Settings settings, Map<String, String> environment) {
    Optional<String> name = settings.optional(HEADER);
    Optional<String> variable = settings.optional(HEADER_VARIABLE);
    if (name.isPresent() != variable.isPresent()) {
      throw new SettingsException(
          HEADER + " and " + HEADER_VARIABLE + " belong together; set both or none.");
    }
    return name.map(
            header -> Map.of(header, secret(HEADER_VARIABLE, variable.orElseThrow(), environment)))
        .orElse(Map.of());
  }

  /**
   * A secret from the environment.
   *
   * @param key the setting that names the variable, for messages, which never show the value
   */
  static String secret(String key, String variable, Map<String, String> environment) {
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          key + " names " + variable + ", but the environment does not set this variable.");
    }
    // The exception of the HTTP client would contain the value.
    if (!value.trim().matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          key
              + " names "
              + variable
              + ", but the value of this variable is not a token: it contains a space, a line break"
              + " or a non-ASCII character.");
    }
    return value.trim();
  }

  /** The certificate authorities to trust; empty for those of the JVM. */
  static Optional<SSLContext> authorities(Settings settings) {
    return settings.optional(CA_FILE).map(Path::of).map(HttpKeys::trust);
  }

  private static SSLContext trust(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca-" + number++, one);
      }
      if (number == 0) {
        throw new SettingsException(CA_FILE + " " + file + " holds no certificate in PEM form.");
      }
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusted.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new SettingsException(
          CA_FILE + " " + file + " cannot be read as certificates in PEM form: " + e, e);
    }
  }
}
