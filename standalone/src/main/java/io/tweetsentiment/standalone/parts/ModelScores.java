package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.util.Map;
import java.util.function.Function;

/**
 * Scores of the local model for the emulated Comprehend, so that what the emulator answers makes
 * sense. The model is for English and is loaded with the first text.
 *
 * <p>Threading: thread-safe.
 */
public final class ModelScores implements Function<String, double[]> {

  private static final double[] NEUTRAL = {0, 0, 1, 0};

  /** Loaded when it is first used. */
  private static final class Loaded {
    private static final SentimentEngine ENGINE =
        Engines.open("local", Map.of("local.model", "fast"));

    private static final Function<String, Outcome> MODEL =
        ENGINE.inCallingThread(ENGINE.route(null).orElseThrow()).orElseThrow();
  }

  @Override
  public double[] apply(String text) {
    if (Loaded.MODEL.apply(text) instanceof Outcome.Scored scored) {
      Scores scores = scored.scores();
      return new double[] {scores.positive(), scores.negative(), scores.neutral(), scores.mixed()};
    }
    return NEUTRAL.clone();
  }
}
