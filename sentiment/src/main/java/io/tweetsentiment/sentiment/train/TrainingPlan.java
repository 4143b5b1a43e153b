package io.tweetsentiment.sentiment.train;

/**
 * The numbers of a training, all chosen on the validation set.
 *
 * @param version of the model
 * @param seed of everything that is random
 * @param bits buckets of the linear models as a power of two
 * @param epochs passes of the linear models
 * @param rate step size of their hashed features
 * @param denseRate step size of their dense features
 * @param decay how much of a used weight is forgotten in a step
 * @param nets number of nets, alike but for the seed
 * @param dim numbers of an embedding
 * @param filters of each width
 * @param wordBits embeddings of words as a power of two
 * @param charBits embeddings of runs of characters as a power of two
 * @param jointEpochs passes of the net over all tasks
 * @param lastEpochs passes of the net over the classes alone
 * @param netRate step size of the net over all tasks
 * @param lastRate step size of the net over the classes alone
 * @param linearShare weight of the linear model beside the net
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
