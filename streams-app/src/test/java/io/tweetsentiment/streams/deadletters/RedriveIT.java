package io.tweetsentiment.streams.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.streams.TestingBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters on a real broker. */
class RedriveIT {

  private static final short ONE = 1;
  private static final int COUNT = 700;

  @TempDir static Path folder;
  private static TestingBroker broker;
  private static Map<String, Object> client;
  private static int tests;

  private String origin;
  private String letters;

  @BeforeAll
  static void start() {
    broker = new TestingBroker(folder.resolve("kafka"));
    client = Map.of("bootstrap.servers", broker.address());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void topics() throws Exception {
    tests++;
    origin = "raw-" + tests;
    letters = "letters-" + tests;
    Map<String, Object> plain = new HashMap<>(client);
    plain.put("enable.idempotence", false);
    List<Future<RecordMetadata>> written = new ArrayList<>();
    try (Admin admin = Admin.create(client);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(plain, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin
          .createTopics(List.of(new NewTopic(origin, 2, ONE), new NewTopic(letters, 2, ONE)))
          .all()
          .get();
      for (int i = 0; i < COUNT; i++) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("mine", "m".getBytes(UTF_8));
        headers.add("stage", "tweet".getBytes(UTF_8));
        headers.add("reason", (i < 3 ? "odd" : "plain").getBytes(UTF_8));
        headers.add("origin.topic", origin.getBytes(UTF_8));
        written.add(
            producer.send(
                new ProducerRecord<>(
                    letters,
                    null,
                    ("key" + i).getBytes(UTF_8),
                    ("v" + i).getBytes(UTF_8),
                    headers)));
      }
      for (Future<RecordMetadata> record : written) {
        record.get();
      }
    }
  }

  private List<FoundLetter> read(String topic) {
    List<FoundLetter> found = new ArrayList<>();
    new LetterReader(client).read(List.of(topic), LetterFilter.ALL, found::add);
    return found;
  }

  private int redrive(Optional<byte[]> edited, int most) throws Exception {
    int[] sent = {0};
    try (Redrive redrive = new Redrive(client, ONE)) {
      for (FoundLetter letter : read(letters)) {
        if (sent[0] < most && redrive.send(letter, edited) == Redrive.Result.SENT) {
          sent[0]++;
        }
      }
      redrive.commit();
    }
    return sent[0];
  }

  @Test
  void shouldSendEachLetterBackOnce() throws Exception {
    assertThat(redrive(Optional.empty(), 100)).isEqualTo(100);
    assertThat(redrive(Optional.empty(), COUNT)).isEqualTo(COUNT - 100);
    assertThat(redrive(Optional.empty(), COUNT)).isZero();

    List<FoundLetter> back = read(origin);
    assertThat(back)
        .extracting(letter -> new String(letter.record().key(), UTF_8))
        .doesNotHaveDuplicates()
        .hasSize(COUNT);
    assertThat(back)
        .allSatisfy(
            letter -> {
              assertThat(new String(letter.record().value(), UTF_8))
                  .isEqualTo(new String(letter.record().key(), UTF_8).replace("key", "v"));
              assertThat(letter.record().headers())
                  .extracting(header -> header.key())
                  .containsExactly("mine", Redrive.HEADER);
            });
  }

  @Test
  void shouldSendNothingWithoutACommitAndEverythingAfterwards() throws Exception {
    try (Redrive redrive = new Redrive(client, ONE)) {
      for (FoundLetter letter : read(letters)) {
        redrive.send(letter, Optional.empty());
      }
    }
    assertThat(read(origin)).as("the first 500 are a transaction of their own").hasSize(500);

    assertThat(redrive(Optional.empty(), COUNT)).isEqualTo(COUNT - 500);
    assertThat(read(origin)).hasSize(COUNT);
  }

  @Test
  void shouldFenceARedriveWhenAnotherStarts() throws Exception {
    List<FoundLetter> all = read(letters);
    try (Redrive first = new Redrive(client, ONE)) {
      first.send(all.get(0), Optional.empty());
      assertThat(redrive(Optional.of("edited".getBytes(UTF_8)), COUNT)).isEqualTo(COUNT);

      assertThatThrownBy(first::commit).isInstanceOf(KafkaException.class);
    }
    assertThat(read(origin))
        .hasSize(COUNT)
        .allSatisfy(
            letter -> assertThat(letter.record().value()).isEqualTo("edited".getBytes(UTF_8)));
  }
}
