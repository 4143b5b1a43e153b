package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.RegexRouter;
import org.junit.jupiter.api.Test;

/** An object belongs to the topic that was read: no other record counts as stored in it. */
class RoutedTopicsTest {
  private final FakeS3 s3 = new FakeS3();
  private final ManualClock clock = new ManualClock();
  private final Map<TopicPartition, Long> committed = new HashMap<>();

  private FakeConnect start(Map<String, String> properties, SinkRecord... records) {
    FakeConnect connect = new FakeConnect(Rows.log(records), committed, properties);
    connect.start(new S3SinkTask(clock, config -> new S3ObjectStore(s3, config.upload())));
    return connect;
  }

  private void run(FakeConnect connect) {
    connect.poll(100);
    clock.advance(5000);
    connect.poll(0);
    connect.commit();
    assertThat(connect.allCommitted()).isTrue();
  }

  private static SinkRecord[] routed(Map<String, String> properties) {
    try (RegexRouter<SinkRecord> router = new RegexRouter<>()) {
      router.configure(
          Map.of(
              "regex", properties.get("transforms.r.regex"),
              "replacement", properties.get("transforms.r.replacement")));
      return Stream.of("eu", "us")
          .flatMap(
              place ->
                  Stream.of(
                      Case.records(
                          place + ".tweets", Case.lines("routed-" + place + ".jsonl"), false)))
          .map(router::apply)
          .toArray(SinkRecord[]::new);
    }
  }

  @Test
  void shouldStoreTheRowsOfBothTopicsWhenTheyAreRoutedIntoOne() {
    Map<String, String> properties = Case.properties("routed.json");
    SinkRecord[] records = routed(properties);
    run(start(properties, records));
    for (long from = 0; from < 5; from++) {
      committed.clear();
      committed.put(new TopicPartition("eu.tweets", 0), from);
      run(start(properties, records));
    }

    List<String> ids = new ArrayList<>();
    Rows.ids(s3).values().forEach(ids::addAll);
    assertThat(ids)
        .containsExactlyInAnyOrder(
            "eu-0", "eu-1", "eu-2", "eu-3", "eu-4", "us-0", "us-1", "us-2", "us-3", "us-4");
    assertThat(s3.objects())
        .containsOnlyKeys(
            "cases/regex-router/tweets/partition=0/eu.tweets+0+0000000000.json",
            "cases/regex-router/tweets/partition=0/us.tweets+0+0000000000.json");
  }

  @Test
  void shouldFailAndCommitNothingWhenTheTopicWasCreatedAgain() {
    Map<String, String> properties = Rows.properties();
    properties.put("flush.size", "2");
    run(start(properties, Rows.record(0, 0, 0), Rows.record(0, 1, 0)));
    committed.clear();
    FakeConnect again = start(properties, later(0), later(1));

    assertThatThrownBy(() -> again.poll(2))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("created again")
        .hasMessageContaining("topics.dir");
    again.commit();
    assertThat(committed).containsEntry(new TopicPartition(Rows.TOPIC, 0), 0L);
  }

  @Test
  void shouldKnowAnErrantRecordBetweenTwoStoredOnesAgain() {
    SinkRecord[] records = {
      hours(Rows.record(0, 0, 0), 0),
      hours(Rows.errant(Rows.record(0, 1, 0)), 2),
      hours(Rows.errant(Rows.record(0, 2, 0)), -1),
      hours(Rows.record(0, 3, 0), 1),
      hours(Rows.errant(Rows.record(0, 4, 0)), 9),
    };
    Map<String, String> properties = Rows.properties();
    properties.put("rotate.schedule.interval.ms", "1000");
    for (long from = 0; from < records.length; from++) {
      committed.clear();
      committed.put(new TopicPartition(Rows.TOPIC, 0), from);
      FakeConnect connect = start(properties, records);
      run(connect);
      assertThat(connect.reported)
          .as("from " + from)
          .containsExactlyElementsOf(
              from == 0 ? List.of(records[1], records[2], records[4]) : List.of(records[4]));
    }

    assertThat(Rows.ids(s3).values()).containsExactly(List.of("0-0", "0-3"));
    assertThat(s3.objects().values())
        .singleElement()
        .satisfies(
            object ->
                assertThat(object.metadata())
                    .containsEntry("end-offset", "3")
                    .containsEntry("earliest-timestamp", "" + records[2].timestamp())
                    .containsEntry("latest-timestamp", "" + records[1].timestamp()));
  }

  private static SinkRecord hours(SinkRecord record, int hours) {
    return Rows.at(record, Rows.DAY.plusSeconds(hours * 3600L));
  }

  @Test
  void shouldFailWhenAnotherClustersConnectorStoredTheKeyFirst() {
    Map<String, String> properties = Rows.properties();
    properties.put("flush.size", "2");
    FakeConnect other = start(properties, later(0), later(1), later(2));
    other.poll(1);
    run(start(properties, Rows.record(0, 0, 0), Rows.record(0, 1, 0)));

    assertThatThrownBy(() -> other.poll(2))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("another connector writes");
  }

  private static SinkRecord later(long offset) {
    SinkRecord record = Rows.record(0, offset, 0);
    return new SinkRecord(
        record.topic(),
        0,
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        offset,
        record.timestamp() + 3_600_000,
        record.timestampType());
  }
}
