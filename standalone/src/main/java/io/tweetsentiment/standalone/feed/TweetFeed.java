package io.tweetsentiment.standalone.feed;

import io.tweetsentiment.emulators.corpus.TweetCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the tweets of a run come from. */
public interface TweetFeed {

  /** What the emulated X API serves; empty when the run needs none. */
  Optional<TweetCorpus> emulated();

  /**
   * Settings of the producer, without those of its sink.
   *
   * @param emulatedX address of the emulated X API
   * @param folder for the checkpoints
   * @throws IOException when the folder cannot be used
   */
  Map<String, String> producer(String emulatedX, Path folder) throws IOException;

  /** Variables that set other settings of the producer. */
  Map<String, String> environment();
}
