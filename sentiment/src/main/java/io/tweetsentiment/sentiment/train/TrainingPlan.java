package io.tweetsentiment.sentiment.train;

/**
 * The parameters of a training, all chosen on the validation set.
 *
 * @param version version of the model
 * @param seed seed of all random numbers
 * @param bits number of buckets of the linear models as a power of two
 * @param epochs passes of the linear models
 * @param rate step size of their hashed features
 * @param denseRate step size of their dense features
 * @param decay weight decay of a used weight per step
 * @param nets number of nets, which differ only in their seeds
 * @param dim dimension of the embeddings
 * @param filters number of filters of each width
 * @param wordBits number of word embeddings as a power of two
 * @param charBits number of character-run embeddings as a power of two
 * @param jointEpochs passes of a net over all tasks
 * @param lastEpochs passes of a net over the classes alone
 * @param netRate step size of a net over all tasks
 * @param lastRate step size of a net over the classes alone
 * @param linearShare weight of the linear model's logits; the nets have the rest
 */
record TrainingPlan(
    String version,
    long seed,
    int bits,
    int epochs,
    double rate,
    double denseRate,
    double decay,
    int nets,
    int dim,
    int filters,
    int wordBits,
    int charBits,
    int jointEpochs,
    int lastEpochs,
    float netRate,
    float lastRate,
    double linearShare) {

  /** The plan of the bundled model. */
  static TrainingPlan standard(String version, long seed) {
    return new TrainingPlan(
        version, seed, 18, 6, 0.07, 0.03, 1e-4, 2, 32, 48, 15, 15, 3, 1, 0.05f, 0.02f, 0.6);
  }
}
