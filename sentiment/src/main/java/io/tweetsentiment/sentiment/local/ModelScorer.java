package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.Scores;
import java.util.Optional;

/**
 * Scores with a trained model.
 *
 * <p>The three classes' probabilities share what the gate leaves: {@code (1 - mixed) x softmax}.
 * Threading: thread-safe without locks; each thread has its own working space.
 */
final class ModelScorer implements TextScorer {

  /** Which parts of the model answer. */
  enum Kind {
    /** The linear model and the nets. */
    ACCURATE,
    /** The linear model alone. */
    FAST
  }

  private static final Scores NOTHING = new Scores(0, 0, 1, 0);

  private final SentimentModel model;
  private final Kind kind;
  private final double mixedPrior;
  private final Evidence evidence;
  private final LinearReader linear;
  private final Optional<NetReader> nets;
  private final ThreadLocal<Space> spaces;

  /**
   * Uses a model.
   *
   * @param mixedPrior share of mixed texts that is expected, above 0 and below 1
   */
  ModelScorer(SentimentModel model, Kind kind, double mixedPrior) {
    this.model = model;
    this.kind = kind;
    this.mixedPrior = mixedPrior;
    this.evidence = new Evidence(model.lexicon());
    this.linear = new LinearReader(model.linear());
    this.nets =
        kind == Kind.ACCURATE
            ? Optional.of(new NetReader(model.nets(), model.lexicon()))
            : Optional.empty();
    this.spaces = ThreadLocal.withInitial(() -> new Space(nets));
  }

  private static final class Space {
    private final Workspace workspace = new Workspace(LinearModel.denseSize());
    private final LinearReader.Scratch linear = new LinearReader.Scratch();
    private final double[] gate = new double[MixedGate.SIZE];
    private final double[] classes = new double[Lane.FIRST_EXPERT];
    private final double[] netClasses = new double[Lane.FIRST_EXPERT];
    private final Optional<NetReader.Scratch> nets;

    private Space(Optional<NetReader> reader) {
      nets = reader.map(NetReader.Scratch::new);
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
    System.arraycopy(space.linear.logits, 0, space.classes, 0, Lane.FIRST_EXPERT);
    if (nets.isPresent()) {
      addNets(nets.get(), space);
    }
    Softmax.apply(space.classes);
    double rest = 1 - mixed;
    return new Scores(
        space.classes[Lane.POSITIVE] * rest,
        space.classes[Lane.NEGATIVE] * rest,
        space.classes[Lane.NEUTRAL] * rest,
        mixed);
  }

  /** How likely a text is mixed, from 0 to 1; a text without any word is not. */
  double mixed(String text) {
    Space space = spaces.get();
    return read(text, space) ? mixed(space) : NOTHING.mixed();
  }

  /** Has the linear model answer; false when the text has no token. */
  private boolean read(String text, Space space) {
    Workspace workspace = space.workspace;
    workspace.read(text, evidence);
    if (workspace.tokens.size == 0) {
      return false;
    }
    linear.read(workspace.tokens, workspace.grams, workspace.dense, space.linear);
    return true;
  }

  private double mixed(Space space) {
    MixedGate.inputs(space.linear.logits, space.workspace.dense, space.gate);
    return model.gate().probability(space.gate, mixedPrior);
  }

  private void addNets(NetReader reader, Space space) {
    Workspace workspace = space.workspace;
    reader.read(workspace.tokens, workspace.grams, space.nets.orElseThrow(), space.netClasses);
    double share = model.linearShare();
    for (int k = 0; k < space.classes.length; k++) {
      space.classes[k] = space.classes[k] * share + space.netClasses[k] * (1 - share);
    }
  }
}
