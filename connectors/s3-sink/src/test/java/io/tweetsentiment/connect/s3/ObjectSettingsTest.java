package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.s3.HttpS3.Fault;
import io.tweetsentiment.connect.s3.config.S3SinkConfig;
import io.tweetsentiment.connect.s3.storage.CallDeadline;
import io.tweetsentiment.connect.s3.storage.ObjectStore;
import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What S3 is told about every object, as it arrives in the headers of requests. */
class ObjectSettingsTest {
  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final String OBJECT =
      "topics/tweets.merged/dt=2020-10-20/tweets.merged+0+0000000000.json";

  private final Map<String, String> properties = Rows.properties();
  private HttpS3 s3;

  @BeforeEach
  void startStore() throws IOException {
    s3 = new HttpS3();
    properties.put("store.url", s3.address().toString());
    properties.put("aws.access.key.id", "id");
    properties.put("aws.secret.access.key", "secret");
    properties.put("s3.part.size", "5242880");
    properties.put("s3.part.retries", "0");
    properties.put("flush.size", "2");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private void sink(int textBytes) {
    SinkRecord[] records = {Rows.record(0, 0, 0), Rows.record(0, 1, 0)};
    ((Struct) records[0].value()).put("text", "x".repeat(textBytes));
    FakeConnect connect = new FakeConnect(Rows.log(records), new HashMap<>(), properties);
    connect.start(new S3SinkTask());
    assertThat(connect.poll(2)).isTrue();
    connect.stop();
  }

  @Test
  void shouldSendTheCustomersKeyWithEveryRequestOfAnObject() {
    properties.put("s3.sse.customer.key", KEY);
    properties.put("s3.ssea.name", "AES256");
    sink(6_000_000);
    sink(6_000_000);
    s3.objects();
    properties.put("topics.dir", "small");
    sink(1);

    for (String call : List.of("create", "part", "complete", "head", "put")) {
      assertThat(s3.headers(call))
          .as(call)
          .containsEntry("x-amz-server-side-encryption-customer-algorithm", "AES256")
          .containsEntry("x-amz-server-side-encryption-customer-key", KEY)
          .containsEntry(
              "x-amz-server-side-encryption-customer-key-md5", "KYvwGXoFFJ42a2u2GDWhwQ==")
          .doesNotContainKey("x-amz-server-side-encryption");
    }
  }

  @Test
  void shouldSetStorageClassAclEncryptionAndTagsOfSmallAndLargeObjects() {
    properties.put("s3.storage.class", "STANDARD_IA");
    properties.put("s3.acl.canned", "bucket-owner-full-control");
    properties.put("s3.ssea.name", "aws:kms");
    properties.put("s3.sse.kms.key.id", "key-1");
    properties.put("s3.object.tagging", "true");
    properties.put("s3.object.tagging.key.value.pairs", "team:data & more");
    properties.put("s3.object.behavior.on.tagging.error", "fail");
    sink(1);
    properties.put("topics.dir", "large");
    sink(6_000_000);

    for (String call : List.of("put", "create")) {
      assertThat(s3.headers(call))
          .as(call)
          .containsEntry("x-amz-storage-class", "STANDARD_IA")
          .containsEntry("x-amz-acl", "bucket-owner-full-control")
          .containsEntry("x-amz-server-side-encryption", "aws:kms")
          .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "key-1");
      assertThat(s3.headers(call).get("x-amz-tagging"))
          .as(call)
          .contains("startOffset=0", "endOffset=1", "recordCount=2", "team=data%20%26%20more");
    }
    assertThat(s3.calls()).doesNotContain("tag");
  }

  @Test
  void shouldStoreObjectsWithoutTagsWhenTheyAreNotRequired() {
    properties.put("s3.object.tagging", "true");
    sink(1);
    assertThat(s3.headers("put")).doesNotContainKey("x-amz-tagging");
    assertThat(s3.tags())
        .contains("<Key>endOffset</Key><Value>1</Value>")
        .contains("<Key>recordCount</Key><Value>2</Value>");

    s3.fault(Fault.DENIED, "tag"::equals);
    properties.put("topics.dir", "other");
    sink(1);
    assertThat(s3.objects()).containsKeys(OBJECT, OBJECT.replace("topics/", "other/"));
  }

  @Test
  void shouldFindObjectsThatWereStoredWithoutTheCustomersKey() {
    sink(1);
    properties.put("s3.sse.customer.key", KEY);
    sink(1);

    assertThat(s3.objects()).containsOnlyKeys(OBJECT);
  }

  @Test
  void shouldReadObjectsThatWereStoredWithAndWithoutTheCustomersKey() throws IOException {
    sink(1);
    properties.put("s3.sse.customer.key", KEY);
    properties.put("topics.dir", "other");
    sink(1);
    byte[] stored = s3.objects().get(OBJECT).bytes();
    assertThat(stored).isNotEmpty();

    try (ObjectStore store = S3SinkTask.store(new S3SinkConfig(properties))) {
      CallDeadline deadline = new CallDeadline(Duration.ofMinutes(1), System::nanoTime);
      for (String key : List.of(OBJECT, OBJECT.replace("topics/", "other/"))) {
        try (Spool content = store.content(key, deadline);
            InputStream in = content.input(0, content.size())) {
          assertThat(in.readAllBytes()).as(key).isEqualTo(stored);
        }
      }
    }
  }

  @Test
  void shouldNameTheRemedyForObjectsOfAnotherCustomersKey() {
    properties.put("s3.sse.customer.key", KEY);
    sink(1);
    properties.put("s3.sse.customer.key", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=");
    S3SinkConfig config = new S3SinkConfig(properties);

    try (ObjectStore store = S3SinkTask.store(config)) {
      CallDeadline deadline = new CallDeadline(Duration.ofMinutes(1), System::nanoTime);
      assertThatThrownBy(() -> store.range(OBJECT, 0, deadline))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining(OBJECT)
          .hasMessageContaining("s3.sse.customer.key")
          .hasMessageContaining("topics.dir");
    }
  }

  @Test
  void shouldSendAKeyOfKmsForKmsOnly() {
    properties.put("s3.ssea.name", "AES256");
    properties.put("s3.sse.kms.key.id", "key-1");
    sink(1);

    assertThat(s3.headers("put"))
        .containsEntry("x-amz-server-side-encryption", "AES256")
        .doesNotContainKey("x-amz-server-side-encryption-aws-kms-key-id");
  }

  @Test
  void shouldTagAnObjectWhoseAnswerWasLost() {
    properties.put("s3.object.tagging", "true");
    properties.put("s3.part.retries", "1");
    s3.fault(Fault.LOST, "put"::equals);
    sink(1);

    assertThat(s3.objects()).containsOnlyKeys(OBJECT);
    assertThat(s3.calls()).containsSubsequence("put", "put", "head", "tag");
  }

  @Test
  void shouldReachTheStoreThroughAProxy() {
    properties.put("store.url", "http://s3.example.invalid");
    properties.put("s3.proxy.url", s3.address().toString());
    sink(1);

    assertThat(s3.objects()).containsKey(OBJECT);
    assertThat(s3.headers("put").get("host")).isEqualTo("s3.example.invalid");
  }
}
