package io.tweetsentiment.producer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessNameTest {

  /** The name of a process of this host that has ended. */
  static String ended() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return named(process.pid());
  }

  /** The name of a process of this host that runs beside this one. */
  static String running() {
    return named(ProcessHandle.current().parent().orElseThrow().pid());
  }

  private static String named(long id) {
    return ProcessName.own().replaceAll("\\d+$", Long.toString(id));
  }

  @Test
  void shouldSeeOnItsHostWhichProcessesHaveEnded() throws Exception {
    String own = ProcessName.own();

    assertThat(own).endsWith("/process-" + ProcessHandle.current().pid());
    assertThat(ProcessName.ended(ended(), own)).isTrue();
    assertThat(ProcessName.ended(running(), own)).isFalse();
    assertThat(ProcessName.ended(own, own)).isFalse();
  }

  @Test
  void shouldNotJudgeNamesOfOtherHostsAndOtherKinds() throws Exception {
    String own = ProcessName.own();

    assertThat(ProcessName.ended("x" + ended(), own)).isFalse();
    assertThat(ProcessName.ended("importer", own)).isFalse();
    assertThat(ProcessName.ended(own.replaceAll("\\d+$", "one"), own)).isFalse();
    assertThat(ProcessName.ended(ended(), "importer")).isFalse();
  }
}
