package io.tweetsentiment.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.local.LocalModels;
import io.tweetsentiment.sentiment.local.TextScorer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Scores the texts of a file one after the other, round and round, on one thread; opens models. */
@State(Scope.Thread)
public class ModelBench {

  /** Which model. */
  @Param({"fast", "accurate", "vader"})
  public String model;

  /** Tweets as X API v2 objects, one a line, plain or gzip. */
  @Param("")
  public String tweets;

  private TextScorer scorer;
  private String[] texts;
  private int next;

  /** Loads model and texts. */
  @Setup
  public void load() throws IOException {
    scorer = open();
    texts = read(Path.of(tweets)).toArray(String[]::new);
  }

  /** Scores one tweet. */
  @Benchmark
  public Scores score() {
    next = next + 1 == texts.length ? 0 : next + 1;
    return scorer.score(texts[next]);
  }

  /** Opens the model. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public TextScorer open() {
    return LocalModels.scorer(model, Optional.empty(), LocalModels.MIXED_PRIOR);
  }

  static List<String> read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> texts = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        BufferedReader lines = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode text = json.readTree(line).path("data").path("text");
        if (text.isTextual()) {
          texts.add(text.asText());
        }
      }
    }
    if (texts.isEmpty()) {
      throw new IOException(file + " holds no tweet with a text");
    }
    return texts;
  }
}
