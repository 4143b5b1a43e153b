package io.tweetsentiment.connect.kinesis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignKeysTest {
  private static KinesisSourceConfig config(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(Map.of("kafka.topic", "topic", "kinesis.stream", "stream"));
    all.putAll(more);
    return new KinesisSourceConfig(all);
  }

  @ParameterizedTest
  @CsvSource({
    "aws.secret.access.key,secret,aws.secret.key.id",
    "kinesis.endpoint,http://localhost:4567,kinesis.base.url",
    "kinesis.proxy.user,me,kinesis.proxy.username",
    "shard.ids,shardId-000000000000,kinesis.shard.id",
    "authentication.method,IAM Roles,Confluent Cloud",
    "provider.integration.id,cspi-1,kinesis.credentials.provider.sts.role.arn",
    "csfle.enabled,true,encrypted",
    "csfle.onFailure,FAIL,encrypted",
    "output.data.format,AVRO,value.converter",
  })
  void shouldBeRefusedWithTheReason(String key, String value, String reason) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(reason);
  }

  @Test
  void shouldBeAcceptedWhenTheyAskForNothing() {
    assertThatCode(() -> config(Map.of("csfle.enabled", "false", "kinesis.endpoint", " ")))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldBeAcceptedWhenTheyHaveNoEffectOnTheData() {
    // They are part of every configuration of Confluent's source.
    Map<String, String> theirs =
        Map.of(
            "confluent.license", "x",
            "confluent.topic.bootstrap.servers", "kafka:9092",
            "confluent.topic.replication.factor", "3",
            "regex.timeout.ms", "100");
    assertThatCode(() -> config(theirs)).doesNotThrowAnyException();
    assertThat(config(theirs).lookalikes()).isEmpty();
  }

  @Test
  void shouldBeReportedWhenTheyLookLikeAKnownKey() {
    assertThat(
            config(
                    Map.of(
                        "kinesis.record.limt", "5",
                        "Kinesis.Position", "LATEST",
                        "aws.acces.key.id", "id",
                        "kinesis.checkpoint.table", "t",
                        "kinesis.credentials.provider.vault", "v",
                        "tasks.max", "1",
                        "value.converter", "c",
                        "topic.creation.default.partitions", "1",
                        "producer.override.linger.ms", "1"))
                .lookalikes())
        .isEqualTo(
            Map.of(
                "kinesis.record.limt", Optional.of("kinesis.record.limit"),
                "Kinesis.Position", Optional.of("kinesis.position"),
                "aws.acces.key.id", Optional.of("aws.access.key.id"),
                "kinesis.checkpoint.table", Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "abc,abc,0",
    "abc,ABC,0",
    "abc,abd,1",
    "abc,ab,1",
    "abc,xabc,1",
    "'',abc,3",
    "ab,ba,2"
  })
  void shouldCountEdits(String one, String other, int edits) {
    assertThat(Edits.between(one, other)).isEqualTo(edits);
    assertThat(Edits.between(other, one)).isEqualTo(edits);
  }
}
