package io.tweetsentiment.producer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3SummaryTest {

  private final FakeS3 s3 = new FakeS3();
  private final List<Long> sleeps = new ArrayList<>();

  private S3Summary summary() {
    return new S3Summary(new S3Objects(s3, "bucket", "ingest"), sleeps::add);
  }

  private static Checkpoint done(String slice) {
    return new Checkpoint(slice, 1, SentCounts.NONE, Map.of());
  }

  @Test
  void shouldAddAfterAnotherMachine() throws Exception {
    S3Summary mine = summary();
    mine.add(List.of(done("a")));
    s3.beforeNextPut(() -> add(summary(), "b"));
    mine.add(List.of(done("c")));
    assertThat(mine.read()).containsOnlyKeys("a", "b", "c");
    assertThat(sleeps).hasSize(1);
  }

  @Test
  void shouldBeginAgainWhenTheObjectIsGone() throws Exception {
    S3Summary mine = summary();
    mine.add(List.of(done("a")));
    new S3Objects(s3, "bucket", "ingest").delete(List.of(S3Summary.NAME));
    mine.add(List.of(done("b")));
    assertThat(summary().read()).containsOnlyKeys("b");
  }

  @Test
  void shouldEndWhenOthersAreAlwaysFaster() throws Exception {
    S3Summary mine = summary();
    mine.add(List.of(done("a")));
    interfere();
    assertThatThrownBy(() -> mine.add(List.of(done("b"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("30 attempts");
    assertThat(sleeps).hasSize(30);
  }

  /** Another machine changes the object before each put of this one. */
  private void interfere() {
    s3.beforeNextPut(
        () -> {
          add(summary(), "other");
          interfere();
        });
  }

  private static void add(S3Summary summary, String slice) {
    try {
      summary.add(List.of(done(slice)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
