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
 * <p>The three classes' probabilities share what the gate leaves: {@code (1 - mixed) x softmax}.
 * Threading: thread-safe without locks; each thread has its own working space.
 */
public final class ModelScorer implements TextScorer {

  /** Which parts of the model answer. */
  public enum Kind {
    /** The linear model and the nets. */
    ACCURATE,
    /** The linear model alone. */
    FAST
  }

  private static final Scores NOTHING = new Scores(0, 0, 1, 0);

  private final SentimentModel model;
  private final Kind kind;
  private final double mixedPrior;
  private final DenseFeatures evidence;
  private final LinearPredictor linear;
  private final Optional<NetPredictor> nets;
  private final ThreadLocal<Space> spaces;

  /**
   * Uses a model.
   *
   * @param mixedPrior share of mixed texts that is expected, above 0 and below 1
   */
  public ModelScorer(SentimentModel model, Kind kind, double mixedPrior) {
    this.model = model;
    this.kind = kind;
    this.mixedPrior = mixedPrior;
    this.evidence = new DenseFeatures(model.lexicon());
    this.linear = new LinearPredictor(model.linear());
    this.nets =
        kind == Kind.ACCURATE
            ? Optional.of(new NetPredictor(model.nets(), model.lexicon()))
            : Optional.empty();
    this.spaces = ThreadLocal.withInitial(() -> new Space(nets));
  }

  private static final class Space {
    private final TextFeatures workspace = new TextFeatures(LinearModel.denseSize());
    private final LinearPredictor.Scratch linear = new LinearPredictor.Scratch();
    private final double[] gate = new double[MixedGate.SIZE];
    private final double[] classes = new double[Output.FIRST_EXPERT];
    private final double[] netClasses = new double[Output.FIRST_EXPERT];
    private final Optional<NetPredictor.Scratch> nets;

    private Space(Optional<NetPredictor> predictor) {
      nets = predictor.map(NetPredictor.Scratch::new);
    }
  }

  @Override
  public String name() {
    return "local-" + model.version() + (kind == Kind.FAST ? "-fast" : "-accurate");
  }

  @Override
  public Scores score(String text) {
    Space space = spaces.get();
    if (!read(text, space)) {
      return NOTHING;
    }
    double mixed = mixed(space);
    System.arraycopy(space.linear.logits, 0, space.classes, 0, Output.FIRST_EXPERT);
    if (nets.isPresent()) {
      addNets(nets.get(), space);
    }
    Softmax.apply(space.classes);
    double rest = 1 - mixed;
    return new Scores(
        space.classes[Output.POSITIVE] * rest,
        space.classes[Output.NEGATIVE] * rest,
        space.classes[Output.NEUTRAL] * rest,
        mixed);
  }

  /** How likely a text is mixed, from 0 to 1; a text without any word is not. */
  double mixed(String text) {
    Space space = spaces.get();
    return read(text, space) ? mixed(space) : NOTHING.mixed();
  }

  /** Has the linear model answer; false when the text has no token. */
  private boolean read(String text, Space space) {
    TextFeatures workspace = space.workspace;
    workspace.read(text, evidence);
    if (workspace.tokens.size == 0) {
      return false;
    }
    linear.predict(workspace.tokens, workspace.ngrams, workspace.dense, space.linear);
    return true;
  }

  private double mixed(Space space) {
    MixedGate.inputs(space.linear.logits, space.workspace.dense, space.gate);
    return model.gate().probability(space.gate, mixedPrior);
  }

  private void addNets(NetPredictor predictor, Space space) {
    TextFeatures workspace = space.workspace;
    predictor.predict(
        workspace.tokens, workspace.ngrams, space.nets.orElseThrow(), space.netClasses);
    double share = model.linearShare();
    for (int k = 0; k < space.classes.length; k++) {
      space.classes[k] = space.classes[k] * share + space.netClasses[k] * (1 - share);
    }
  }
}
