package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailureMessageTest {

  @Test
  void shouldTellWhatLiesUnderWrappersWithoutWords() {
    Throwable inner = new FileAlreadyExistsException("/data/lib");
    assertThat(FailureMessage.of(new ExecutionException(new ExceptionInInitializerError(inner))))
        .isEqualTo("FileAlreadyExistsException: /data/lib");
  }

  @Test
  void shouldKeepASentence() {
    IllegalStateException told = new IllegalStateException("the topology died.", new Error("x"));
    assertThat(FailureMessage.of(new ExecutionException(told))).isEqualTo("the topology died.");
  }

  @Test
  void shouldNameTheClassWhereThereAreNoWords() {
    assertThat(FailureMessage.of(new StackOverflowError()))
        .isEqualTo("java.lang.StackOverflowError");
    assertThat(
            FailureMessage.of(new UncheckedIOException("no space", new java.io.IOException("x"))))
        .isEqualTo("UncheckedIOException: no space");
  }
}
