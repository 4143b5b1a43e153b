package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tweetsentiment.connect.s3.HttpS3.Fault;
import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that does not answer in time, or refuses requests for a time. */
class SlowS3Test {
  private static final TopicPartition PARTITION = new TopicPartition(Rows.TOPIC, 0);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  /** The longest a call may take here, far below the time after which a consumer is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, String> properties = Rows.properties();
  private final ManualClock clock = new ManualClock();
  private HttpS3 s3;
  private FakeConnect connect;

  @BeforeEach
  void startStore() throws IOException {
    s3 = new HttpS3();
    properties.put("store.url", s3.address().toString());
    properties.put("aws.access.key.id", "id");
    properties.put("aws.secret.access.key", "secret");
    properties.put("s3.part.retries", "1");
    properties.put("s3.retry.backoff.ms", "1");
    properties.put("retry.backoff.ms", "10");
    properties.put("flush.size", "2");
  }

  @AfterEach
  void stop() {
    s3.repair();
    if (connect != null) {
      connect.stop();
    }
    s3.close();
  }

  private void impatient() {
    properties.put("s3.attempt.timeout.ms", "200");
    properties.put("s3.call.timeout.ms", "400");
    properties.put("max.write.duration.ms", "500");
  }

  private void start(SinkRecord... records) {
    connect = new FakeConnect(Rows.log(records), new HashMap<>(), properties);
    connect.start(new S3SinkTask(clock, S3SinkTask::store));
  }

  private boolean poll() {
    long began = System.nanoTime();
    boolean done = connect.poll(100);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as("time of a call")
        .isLessThan(PATIENCE);
    return done;
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    s3.objects()
        .values()
        .forEach(
            object -> {
              Matcher matcher = ID.matcher(new String(object.bytes(), StandardCharsets.UTF_8));
              while (matcher.find()) {
                ids.add(matcher.group(1));
              }
            });
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "HANG,list",
    "HANG,head",
    "HANG,put",
    "HANG,create",
    "HANG,part",
    "HANG,complete",
    "DRIP,list",
    "DRIP,create"
  })
  void shouldReturnInTimeAndStoreEachRowOnceWhenACallHangsOrDrips(Fault fault, String call) {
    properties.put("s3.part.size", "5242880");
    SinkRecord[] records = {Rows.record(0, 0, 0), Rows.record(0, 1, 0)};
    if (List.of("create", "part", "complete").contains(call)) {
      ((Struct) records[0].value()).put("text", "x".repeat(6_000_000));
    }
    if (call.equals("head")) {
      start(records);
      assertThat(poll()).isTrue();
      connect.stop();
    }
    impatient();
    start(records);
    s3.fault(fault, call::equals);
    for (int i = 0; i < 2; i++) {
      assertThat(poll()).isFalse();
      connect.commit();
    }
    assertThat(connect.committed).containsEntry(PARTITION, 0L);
    s3.repair();
    await().until(this::poll);
    connect.commit();

    assertThat(ids()).containsExactly("0-0", "0-1");
    assertThat(connect.committed).containsEntry(PARTITION, 2L);
  }

  @Test
  void shouldStartWhenTheStoreHangs() {
    impatient();
    s3.fault(Fault.HANG, call -> true);
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0));
    assertThat(poll()).isFalse();
    s3.repair();
    await().until(this::poll);

    assertThat(ids()).containsExactly("0-0", "0-1");
  }

  @Test
  void shouldWaitForTheSameUploadWhenItTakesLongerThanACall() {
    properties.put("max.write.duration.ms", "100");
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0));
    s3.fault(Fault.HANG, "put"::equals);
    await().until(() -> !poll() && s3.calls().contains("put"));
    assertThat(poll()).isFalse();
    assertThat(connect.timeout()).as("pause, because nothing failed").isEqualTo(1);
    s3.repair();
    await().until(this::poll);
    connect.commit();

    assertThat(s3.calls()).filteredOn("put"::equals).hasSize(1);
    assertThat(connect.committed).containsEntry(PARTITION, 2L);
  }

  @Test
  void shouldStoreEachRowOnceWhenAPartitionIsTakenAwayDuringAnUpload() {
    properties.put("max.write.duration.ms", "100");
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0), Rows.record(0, 2, 0), Rows.record(0, 3, 0));
    s3.fault(Fault.HANG, "put"::equals);
    await().until(() -> !poll() && s3.calls().contains("put"));
    connect.rebalance();
    s3.repair();
    await().until(() -> poll() && connect.atEnd());
    connect.commit();

    assertThat(ids()).containsExactly("0-0", "0-1", "0-2", "0-3");
    assertThat(connect.allCommitted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DENIED", "TOKEN", "SKEWED"})
  void shouldRecoverWhenRequestsAreRefusedForAMinute(String fault) {
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0));
    s3.fault(Fault.valueOf(fault), call -> true);
    for (int second = 0; second < 60; second += 20) {
      assertThat(poll()).isFalse();
      connect.commit();
      clock.advance(20_000);
    }
    assertThat(connect.committed).containsEntry(PARTITION, 0L);
    s3.repair();
    assertThat(poll()).isTrue();
    connect.commit();

    assertThat(ids()).containsExactly("0-0", "0-1");
    assertThat(connect.committed).containsEntry(PARTITION, 2L);
  }

  @ParameterizedTest
  @CsvSource({"DENIED,s3:PutObject", "TOKEN,renew", "SKEWED,NTP"})
  void shouldFailWithTheRemedyWhenRequestsAreRefusedForLong(String fault, String remedy) {
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0));
    s3.fault(Fault.valueOf(fault), "put"::equals);
    assertThat(poll()).isFalse();
    clock.advance(299_999);
    assertThat(poll()).isFalse();
    clock.advance(1);

    assertThatThrownBy(this::poll)
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessageContaining(remedy);
  }

  @Test
  void shouldNotAddUpRefusalsBetweenWhichRequestsSucceed() {
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0), Rows.record(0, 2, 0), Rows.record(0, 3, 0));
    s3.fault(Fault.DENIED, "put"::equals);
    assertThat(connect.poll(2)).isFalse();
    s3.repair();
    assertThat(connect.poll(2)).isTrue();
    clock.advance(300_000);
    s3.fault(Fault.DENIED, "put"::equals);

    assertThat(connect.poll(2)).as("the task goes on").isFalse();
  }

  @Test
  void shouldFailAtOnceWhenItIsRefusedAtTheStart() {
    s3.fault(Fault.DENIED, call -> true);

    assertThatThrownBy(() -> start(Rows.record(0, 0, 0)))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessageContaining("s3:ListBucket");
  }

  @Test
  void shouldNameTheClockWhenItIsWrongAtTheStart() {
    s3.clockAhead(Duration.ofHours(3));

    assertThatThrownBy(() -> start(Rows.record(0, 0, 0)))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessageContaining("NTP");
  }

  @Test
  void shouldReturnBetweenTwoRecordsWhenLookupsAreSlow() {
    FakeS3 slow = new FakeS3();
    AtomicLong nanos = new AtomicLong();
    properties.put("max.write.duration.ms", "60000");
    properties.put("flush.size", "10");
    properties.put("partitioner.max.open.files", "-1");
    SinkRecord[] records = new SinkRecord[10];
    for (int i = 0; i < records.length; i++) {
      records[i] = Rows.record(0, i, i);
    }
    connect = new FakeConnect(Rows.log(records), new HashMap<>(), properties);
    connect.start(
        new S3SinkTask(clock, nanos::get, config -> new S3ObjectStore(slow, config.upload())));
    slow.faults(
        () -> {
          if (slow.calls().get(slow.calls().size() - 1).startsWith("list")) {
            nanos.addAndGet(Duration.ofSeconds(25).toNanos());
          }
          return FakeS3.Fault.NONE;
        });
    int calls = 1;
    while (!connect.poll(10)) {
      calls++;
    }
    connect.commit();

    assertThat(calls).as("3 lookups of 25 s in a call, and 10 files").isEqualTo(4);
    assertThat(Rows.ids(slow)).hasSize(10);
    assertThat(connect.allCommitted()).isTrue();
  }
}
