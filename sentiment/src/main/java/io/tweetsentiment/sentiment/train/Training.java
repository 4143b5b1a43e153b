package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Trains a model from a folder of data sets, with the parameters of the bundled model. */
public final class Training {

  private Training() {}

  /**
   * Trains a model and writes it.
   *
   * @param folder folder with the data sets, named as in the model card
   * @param version version of the model
   * @param log receives progress messages
   */
  public static void run(Path folder, Path model, String version, long seed, Consumer<String> log)
      throws IOException {
    TrainingPlan plan = TrainingPlan.standard(version, seed);
    byte[] bytes = ModelFile.write(new ModelTrainer(plan, log).train(TrainingData.read(folder)));
    Files.write(model, bytes);
  }
}
