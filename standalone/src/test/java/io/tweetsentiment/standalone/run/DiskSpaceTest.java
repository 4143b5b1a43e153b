package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.SettingsException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {

  private static final Path FOLDER = Path.of("data");

  private static DiskSpace megabytes(long free) {
    return new DiskSpace(FOLDER, folder -> free << 20);
  }

  @Test
  void shouldRefuseADiskThatIsTooSmallForARun() {
    assertThatThrownBy(() -> megabytes(399).requireToStart())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("the disk of data has 399 MB left")
        .hasMessageContaining("--data");
    assertThatCode(() -> megabytes(400).requireToStart()).doesNotThrowAnyException();
  }

  @Test
  void shouldEndARunBeforeItsDiskIsFull() {
    assertThatThrownBy(() -> megabytes(63).requireToGoOn())
        .hasMessageContaining("has 63 MB left")
        .hasMessageContaining("start the same command again");
    assertThatCode(() -> megabytes(64).requireToGoOn()).doesNotThrowAnyException();
  }
}
