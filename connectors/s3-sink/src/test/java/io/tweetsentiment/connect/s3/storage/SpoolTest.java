package io.tweetsentiment.connect.s3.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SpoolTest {
  @Test
  void shouldKeepItsBytesWhenAThreadThatReadsThemIsInterrupted() throws IOException {
    try (Spool spool = new Spool()) {
      spool.output().write(new byte[] {1, 2, 3, 4});
      spool.output().close();
      Thread.currentThread().interrupt();
      assertThat(spool.input(1, 2).readAllBytes()).containsExactly(2, 3);
      assertThat(Thread.interrupted()).isTrue();

      assertThat(spool.input(0, 4).readAllBytes()).containsExactly(1, 2, 3, 4);
    }
  }
}
