package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Trains the bundled kind of model from a folder of data sets. */
public final class Training {

  private Training() {}

  /**
   * Trains a model and writes it.
   *
   * @param folder with the sets, named as the model card says
   * @param version of the model
   * @param log hears what is done
   */
  public static void run(Path folder, Path model, String version, long seed, Consumer<String> log)
      throws IOException {
    TrainingPlan plan = TrainingPlan.standard(version, seed);
    byte[] bytes = ModelFile.write(new ModelTrainer(plan, log).train(TrainingData.read(folder)));
    Files.write(model, bytes);
  }
}
