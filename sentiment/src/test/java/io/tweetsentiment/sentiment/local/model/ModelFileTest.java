package io.tweetsentiment.sentiment.local.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ModelFileTest {

  private static byte[] bytes() throws IOException {
    try (InputStream in = ModelFile.class.getResourceAsStream("tweets.model")) {
      return in.readAllBytes();
    }
  }

  @Test
  void shouldBeSmall() throws IOException {
    assertThat(bytes().length).isLessThanOrEqualTo(8 << 20);
  }

  @Test
  void shouldWriteWhatItRead() throws IOException {
    assertThat(ModelFile.write(ModelFile.bundled())).isEqualTo(bytes());
  }

  @Test
  void shouldRefuseAForeignFile() {
    assertThatThrownBy(() -> ModelFile.read(new byte[100], "a.model"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a.model is not a sentiment model. Train one with `model train`.");
    assertThatThrownBy(() -> ModelFile.read(new byte[0], "a.model"))
        .hasMessage("a.model is not a sentiment model. Train one with `model train`.");
  }

  @Test
  void shouldRefuseADamagedFile() throws IOException {
    byte[] flipped = bytes();
    flipped[flipped.length / 2] ^= 1;
    assertThatThrownBy(() -> ModelFile.read(flipped, "a.model"))
        .hasMessageContainingAll("a.model is damaged", "checksum");
    byte[] cut = Arrays.copyOf(flipped, 10_000);
    assertThatThrownBy(() -> ModelFile.read(cut, "a.model")).hasMessageContaining("damaged");
  }

  @Test
  void shouldRefuseAnotherFormat() throws IOException {
    byte[] later = bytes();
    later[7]++;
    assertThatThrownBy(() -> ModelFile.read(later, "a.model"))
        .hasMessageContainingAll("a.model has format 2", "reads format 1");
  }

  @Test
  void shouldNameTheFileThatCannotBeRead() {
    assertThatThrownBy(() -> ModelFile.load(Path.of("no-such.model")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such.model");
  }
}
