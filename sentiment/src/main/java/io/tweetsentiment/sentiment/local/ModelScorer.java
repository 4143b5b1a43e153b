package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.Scores;
import java.util.Arrays;
import java.util.List;

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
  private final List<NetReader> nets;
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
    this.nets = model.nets().stream().map(net -> new NetReader(net.net())).toList();
    this.spaces = ThreadLocal.withInitial(() -> new Space(model.nets()));
  }

  private static final class Space {
    private final Workspace workspace = new Workspace(LinearModel.denseSize());
    private final LinearReader.Scratch linear = new LinearReader.Scratch();
    private final double[] gate = new double[MixedGate.SIZE];
    private final double[] classes = new double[Lane.FIRST_EXPERT];
    private final double[] netClasses = new double[Lane.FIRST_EXPERT];
    private final NetInput input = new NetInput();
    private final List<NetReader.Scratch> nets;

    private Space(List<SentimentModel.Net> models) {
      nets = models.stream().map(model -> new NetReader.Scratch(model.net())).toList();
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
    if (kind == Kind.ACCURATE) {
      addNets(space);
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

  private void addNets(Space space) {
    Workspace workspace = space.workspace;
    space.input.fill(workspace.tokens, model.lexicon());
    Arrays.fill(space.netClasses, 0);
    for (int i = 0; i < nets.size(); i++) {
      NetReader.Scratch scratch = space.nets.get(i);
      nets.get(i).read(workspace.tokens, workspace.grams, space.input, scratch);
      addAnswers(scratch.features, model.nets().get(i).head(), space.netClasses);
    }
    double share = model.linearShare();
    for (int k = 0; k < space.classes.length; k++) {
      double mean = space.netClasses[k] / nets.size();
      space.classes[k] = space.classes[k] * share + mean * (1 - share);
    }
  }

  private static void addAnswers(float[] features, float[] head, double[] classes) {
    double negative = 0;
    double neutral = 0;
    double positive = 0;
    int at = 0;
    for (float feature : features) {
      negative += feature * head[at];
      neutral += feature * head[at + 1];
      positive += feature * head[at + 2];
      at += 3;
    }
    classes[Lane.NEGATIVE] += negative + head[at];
    classes[Lane.NEUTRAL] += neutral + head[at + 1];
    classes[Lane.POSITIVE] += positive + head[at + 2];
  }
}
