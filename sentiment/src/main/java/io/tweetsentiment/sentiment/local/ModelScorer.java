package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.local.model.LinearModel;
import io.tweetsentiment.sentiment.local.model.LinearPredictor;
import io.tweetsentiment.sentiment.local.model.MixedGate;
import io.tweetsentiment.sentiment.local.model.NetPredictor;
import io.tweetsentiment.sentiment.local.model.Output;
import io.tweetsentiment.sentiment.local.model.SentimentModel;
import io.tweetsentiment.sentiment.local.model.Softmax;
import io.tweetsentiment.sentiment.local.text.DenseFeatures;
import io.tweetsentiment.sentiment.local.text.TextFeatures;
import java.util.Optional;

/**
 * Scores with a trained model.
 *
 * <p>The gate gives the score mixed; the three classes share the rest: {@code (1 - mixed) x
 * softmax}. Threading: thread-safe without locks; each thread has its own buffers.
 */
public final class ModelScorer implements TextScorer {

  /** Which parts of the model are used. */
  public enum Kind {
    /** The linear model and the nets. */
    ACCURATE,
    /** The linear model alone. */
    FAST
  }

  private static final Scores NEUTRAL = new Scores(0, 0, 1, 0);

  private final SentimentModel model;
  private final Kind kind;
  private final double mixedPrior;
  private final DenseFeatures denseFeatures;
  private final LinearPredictor linear;
  private final Optional<NetPredictor> nets;
  private final ThreadLocal<Buffers> buffers;

  /**
   * Scores with a model.
   *
   * @param mixedPrior expected share of mixed texts, above 0 and below 1
   */
  public ModelScorer(SentimentModel model, Kind kind, double mixedPrior) {
    this.model = model;
    this.kind = kind;
    this.mixedPrior = mixedPrior;
    this.denseFeatures = new DenseFeatures(model.lexicon());
    this.linear = new LinearPredictor(model.linear());
    this.nets =
        kind == Kind.ACCURATE
            ? Optional.of(new NetPredictor(model.nets(), model.lexicon()))
            : Optional.empty();
    this.buffers = ThreadLocal.withInitial(() -> new Buffers(nets));
  }

  private static final class Buffers {
    private final TextFeatures features = new TextFeatures(LinearModel.denseSize());
    private final LinearPredictor.Scratch linear = new LinearPredictor.Scratch();
    private final double[] gate = new double[MixedGate.SIZE];
    private final double[] classes = new double[Output.FIRST_EXPERT];
    private final double[] netClasses = new double[Output.FIRST_EXPERT];
    private final Optional<NetPredictor.Scratch> nets;

    private Buffers(Optional<NetPredictor> predictor) {
      nets = predictor.map(NetPredictor.Scratch::new);
    }
  }

  @Override
  public String name() {
    return "local-" + model.version() + (kind == Kind.FAST ? "-fast" : "-accurate");
  }

  @Override
  public Scores score(String text) {
    Buffers buffer = buffers.get();
    if (!read(text, buffer)) {
      return NEUTRAL;
    }
    double mixed = mixed(buffer);
    System.arraycopy(buffer.linear.logits, 0, buffer.classes, 0, Output.FIRST_EXPERT);
    if (nets.isPresent()) {
      addNets(nets.get(), buffer);
    }
    Softmax.apply(buffer.classes);
    double rest = 1 - mixed;
    return new Scores(
        buffer.classes[Output.POSITIVE] * rest,
        buffer.classes[Output.NEGATIVE] * rest,
        buffer.classes[Output.NEUTRAL] * rest,
        mixed);
  }

  /** Probability that a text is mixed, from 0 to 1; 0 for a text without tokens. */
  double mixed(String text) {
    Buffers buffer = buffers.get();
    return read(text, buffer) ? mixed(buffer) : NEUTRAL.mixed();
  }

  /** Computes features and linear logits; returns false when the text has no token. */
  private boolean read(String text, Buffers buffer) {
    TextFeatures features = buffer.features;
    features.compute(text, denseFeatures);
    if (features.tokens.size == 0) {
      return false;
    }
    linear.predict(features.tokens, features.ngrams, features.dense, buffer.linear);
    return true;
  }

  private double mixed(Buffers buffer) {
    MixedGate.inputs(buffer.linear.logits, buffer.features.dense, buffer.gate);
    return model.gate().probability(buffer.gate, mixedPrior);
  }

  private void addNets(NetPredictor predictor, Buffers buffer) {
    TextFeatures features = buffer.features;
    predictor.predict(
        features.tokens, features.ngrams, buffer.nets.orElseThrow(), buffer.netClasses);
    double share = model.linearShare();
    for (int k = 0; k < buffer.classes.length; k++) {
      buffer.classes[k] = buffer.classes[k] * share + buffer.netClasses[k] * (1 - share);
    }
  }
}
