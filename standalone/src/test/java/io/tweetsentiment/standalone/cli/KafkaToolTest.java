package io.tweetsentiment.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.run.Addresses;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class KafkaToolTest {

  private static final Addresses ADDRESSES = Addresses.of(new Ports(100));

  @Test
  void shouldFillInTheBroker() {
    assertThat(KafkaTool.TOPICS.withDefaults(List.of("--list"), ADDRESSES))
        .containsExactly("--list", "--bootstrap-server", "127.0.0.1:9192");
  }

  @Test
  void shouldKeepWhatTheCallerGives() {
    assertThat(
            KafkaTool.TOPICS.withDefaults(
                List.of("--bootstrap-server", "other:9092", "--list"), ADDRESSES))
        .containsExactly("--bootstrap-server", "other:9092", "--list");
  }

  @Test
  void shouldPrintAvroAsJson() {
    assertThat(
            KafkaTool.CONSOLE_CONSUMER.withDefaults(List.of("--topic", "tweets.merged"), ADDRESSES))
        .contains("read_committed", "io.confluent.kafka.formatter.AvroMessageFormatter")
        .contains("schema.registry.url=http://127.0.0.1:8181/apis/ccompat/v7");
  }

  @Test
  void shouldPrintDeadLettersAsTheyCame() {
    assertThat(KafkaTool.CONSOLE_CONSUMER.withDefaults(List.of("--topic", "tweets.dlq"), ADDRESSES))
        .doesNotContain("--formatter");
  }

  @Test
  void shouldNameTheAddressWithoutABroker() {
    assertThatThrownBy(() -> KafkaTool.requireBroker("127.0.0.1:1"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("no broker listens on 127.0.0.1:1")
        .hasMessageContaining("--bootstrap-server");
  }

  @Test
  void shouldPassOnEveryArgument() {
    CommandSpec command = KafkaTool.TOPICS.command();

    new CommandLine(command).parseArgs("--help", "--topic", "a", "--config", "x=y");

    List<String> passed = command.positionalParameters().get(0).getValue();
    assertThat(passed).containsExactly("--help", "--topic", "a", "--config", "x=y");
  }

  @Test
  void shouldReadTheAddressesThatARunWrote(@TempDir Path data) throws Exception {
    Addresses.write(data, new Ports(300));

    assertThat(Addresses.in(data)).isEqualTo(Addresses.of(new Ports(300)));
    assertThat(Addresses.in(data.resolve("absent"))).isEqualTo(Addresses.of(new Ports(0)));
  }
}
