package io.tweetsentiment.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.run.Addresses;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaToolsTest {

  private static final Addresses ADDRESSES = Addresses.of(new Ports(100));

  @Test
  void shouldFillInTheBroker() {
    assertThat(KafkaTools.fill("kafka-topics", List.of("--list"), ADDRESSES))
        .containsExactly("--list", "--bootstrap-server", "127.0.0.1:9192");
  }

  @Test
  void shouldKeepWhatTheCallerGives() {
    assertThat(
            KafkaTools.fill(
                "kafka-topics", List.of("--bootstrap-server", "other:9092", "--list"), ADDRESSES))
        .containsExactly("--bootstrap-server", "other:9092", "--list");
  }

  @Test
  void shouldPrintAvroAsJson() {
    assertThat(
            KafkaTools.fill(
                "kafka-console-consumer", List.of("--topic", "tweets.merged"), ADDRESSES))
        .contains("read_committed", "io.confluent.kafka.formatter.AvroMessageFormatter")
        .contains("schema.registry.url=http://127.0.0.1:8181/apis/ccompat/v7");
  }

  @Test
  void shouldPrintDeadLettersAsTheyCame() {
    assertThat(
            KafkaTools.fill("kafka-console-consumer", List.of("--topic", "tweets.dlq"), ADDRESSES))
        .doesNotContain("--formatter");
  }

  @Test
  void shouldKnowItsTools() {
    assertThat(KafkaTools.knows("kafka-consumer-groups")).isTrue();
    assertThat(KafkaTools.knows("standalone")).isFalse();
  }

  @Test
  void shouldReadTheAddressesThatARunWrote(@TempDir Path data) throws Exception {
    Addresses.write(data, new Ports(300));

    assertThat(Addresses.in(data)).isEqualTo(Addresses.of(new Ports(300)));
    assertThat(Addresses.in(data.resolve("absent"))).isEqualTo(Addresses.of(new Ports(0)));
  }
}
