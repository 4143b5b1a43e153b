package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves the checkpoints of an earlier version, {@code done/<slice>} for each slice, to the summary.
 */
final class S3Upgrade {

  private static final String DONE = "done/";
  private static final String CLAIMS = "claims/";

  private final S3Objects objects;
  private final S3Summary summary;

  S3Upgrade(S3Objects objects, S3Summary summary) {
    this.objects = objects;
    this.summary = summary;
  }

  /**
   * Moves them.
   *
   * @param identity identity of the run, which that version has written
   */
  void run(RunIdentity identity) throws IOException {
    List<String> names = new ArrayList<>(objects.names(DONE));
    List<Checkpoint> done = new ArrayList<>();
    for (String name : names) {
      Optional<S3Objects.Stored> stored = objects.get(name);
      if (stored.isPresent()) {
        done.add(identity.today(Checkpoint.of(new String(stored.get().content(), UTF_8))));
      }
    }
    if (!done.isEmpty()) {
      summary.add(done);
    }
    names.addAll(objects.names(CLAIMS));
    objects.delete(names);
  }
}
