package io.tweetsentiment.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

  @TempDir private Path folder;
  private Process sleeper;

  @BeforeEach
  void startAProcess() throws Exception {
    sleeper = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void endIt() {
    sleeper.destroyForcibly();
  }

  @Test
  void shouldEndWhatAnInterruptedRunLeftBehind() throws Exception {
    Path file = folder.resolve("run/children");
    new Children(file).add("postgres", sleeper.toHandle());

    new Children(file).endOrphans();

    assertThat(sleeper.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldSpareAStrangerThatWasGivenThePid() throws Exception {
    Path file = folder.resolve("children");
    Files.writeString(file, "postgres " + sleeper.pid() + " 12345\npostg");

    new Children(file).endOrphans();

    assertThat(sleeper.isAlive()).isTrue();
  }

  @Test
  void shouldEndWhatWasStartedForTheFolderAndNotWrittenDown() throws Exception {
    Process child = java("-Dfile=" + folder.resolve("postgres"));
    Process other = java("-Dfile=" + folder.resolve("postgres/more"));
    Process elsewhere = java("-Dfile=/another" + folder.resolve("postgres"));
    try {
      Children.endUnrecorded(List.of(folder.resolve("postgres")));

      assertThat(child.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(other.isAlive()).isTrue();
      assertThat(elsewhere.isAlive()).isTrue();
      assertThat(sleeper.isAlive()).isTrue();
    } finally {
      child.destroyForcibly();
      other.destroyForcibly();
      elsewhere.destroyForcibly();
    }
  }

  private static Process java(String option) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            option,
            "-cp",
            // A short path: the system cuts long command lines and then shows no arguments.
            Path.of(Sleeping.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString(),
            Sleeping.class.getName())
        .start();
  }

  /** A program that waits until it is ended. */
  static final class Sleeping {

    private Sleeping() {}

    public static void main(String[] args) throws InterruptedException {
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }
}
