package io.tweetsentiment.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RunningPartsTest {

  private final List<String> stopped = new CopyOnWriteArrayList<>();
  private final RunningParts parts = new RunningParts();

  private final class Recorded implements RunningPart {

    private final String name;
    private final boolean client;

    Recorded(String name, boolean client) {
      this.name = name;
      this.client = client;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String address() {
      return "nowhere";
    }

    @Override
    public long pid() {
      return 1;
    }

    @Override
    public boolean alive() {
      return !stopped.contains(name);
    }

    @Override
    public boolean client() {
      return client;
    }

    @Override
    public void close() {
      stopped.add(name);
      if (name.equals("broken")) {
        throw new IllegalStateException("does not stop");
      }
    }
  }

  @Test
  void shouldStopThoseThatUseOthersBeforeThem() {
    parts.add(new Recorded("connect", true));
    parts.add(new Recorded("kafka", false));
    parts.close();
    assertThat(stopped).containsExactly("connect", "kafka");
    assertThat(parts.all()).isEmpty();
  }

  @Test
  void shouldStopTheOthersWhenOneDoesNotStop() {
    parts.add(new Recorded("broken", true));
    parts.add(new Recorded("registry", false));
    parts.close();
    assertThat(stopped).containsExactly("broken", "registry");
  }

  @Test
  void shouldStopAPartThatStartsWhenTheRunHasEnded() {
    parts.close();
    assertThatThrownBy(() -> parts.add(new Recorded("postgres", false)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("postgres");
    assertThat(stopped).containsExactly("postgres");
    assertThat(parts.all()).isEmpty();
  }

  @Test
  void shouldNameThePartThatIsDead() {
    Recorded kafka = parts.add(new Recorded("kafka", false));
    assertThat(parts.dead()).isEmpty();
    kafka.close();
    assertThat(parts.dead()).contains(kafka);
  }
}
