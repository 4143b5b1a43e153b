package io.tweetsentiment.streams.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters back to the topics that they came from, each once: the record and a mark with
 * the position of the letter are written in one transaction, and a letter that has a mark is left
 * out. Two redrives at the same time cannot overlap, because the later one fences the earlier one.
 */
public final class Redrive implements AutoCloseable {

  /** Header of a record that was sent back; its value is the position of its dead letter. */
  public static final String HEADER = "redriven";

  private static final String TRANSACTIONAL_ID = "tweet-sentiment-dlq-redrive";
  private static final int LETTERS = 500;
  private static final long BYTES = 16 << 20;

  /** What became of a letter. */
  public enum Result {
    /** It is sent back. */
    SENT,
    /** It was sent back before. */
    REPEATED,
    /** It does not say where it came from. */
    WITHOUT_ORIGIN,
    /** The producer had put it into an envelope; only an edited value can be sent back. */
    IN_ENVELOPE
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes only pass through.
  private record Waiting(FoundLetter letter, byte[] value) {}

  private final KafkaProducer<byte[], byte[]> producer;
  private final RedriveMarks marks;
  private final List<Waiting> waiting = new ArrayList<>();
  private long waitingBytes;

  /**
   * Prepares a redrive: creates the topic of the marks if there is none, and reads it.
   *
   * @param client properties of a Kafka client
   * @param replication replication factor of a new topic of marks; -1 for the brokers' default
   */
  public Redrive(Map<String, Object> client, short replication)
      throws InterruptedException, ExecutionException {
    createMarks(client, replication);
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("transactional.id", TRANSACTIONAL_ID);
    settings.put("max.request.size", 8 << 20);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    // First, so that the marks of a redrive that is fenced are complete when they are read.
    producer.initTransactions();
    this.marks = RedriveMarks.read(client);
  }

  private static void createMarks(Map<String, Object> client, short replication)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(client)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(RedriveMarks.TOPIC, 1, replication)
                      .configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /**
   * Sends a letter back under its original key and headers, with this call or a later one.
   *
   * @param edited the value to send; empty for the value as it was received
   * @throws KafkaException when a letter cannot be written; the message names it
   */
  public Result send(FoundLetter letter, Optional<byte[]> edited) {
    Result result = marks.admit(letter, edited);
    if (result == Result.SENT) {
      byte[] value = edited.orElse(letter.record().value());
      waiting.add(new Waiting(letter, value));
      waitingBytes += value == null ? 0 : value.length;
      if (waiting.size() == LETTERS || waitingBytes >= BYTES) {
        commit();
      }
    }
    return result;
  }

  /**
   * Writes what is waiting in one transaction. Letters are collected first, so that a transaction
   * is short however long their reading and editing takes: the readers of committed records wait
   * for its end.
   */
  public void commit() {
    if (waiting.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    Map<FoundLetter, Future<RecordMetadata>> written = new LinkedHashMap<>();
    for (Waiting one : waiting) {
      written.put(one.letter(), producer.send(record(one)));
      var unused =
          producer.send(
              new ProducerRecord<>(
                  RedriveMarks.TOPIC,
                  RedriveMarks.key(one.letter()).getBytes(UTF_8),
                  one.letter().originTopic().orElseThrow().getBytes(UTF_8)));
    }
    producer.flush();
    written.forEach(Redrive::requireWritten);
    producer.commitTransaction();
    waiting.clear();
    waitingBytes = 0;
  }

  private static ProducerRecord<byte[], byte[]> record(Waiting one) {
    RecordHeaders headers = new RecordHeaders(one.letter().originalHeaders());
    headers.remove(HEADER);
    headers.add(HEADER, one.letter().position().getBytes(UTF_8));
    return new ProducerRecord<>(
        one.letter().originTopic().orElseThrow(),
        null,
        null,
        one.letter().record().key(),
        one.value(),
        headers);
  }

  private static void requireWritten(FoundLetter letter, Future<RecordMetadata> written) {
    try {
      written.get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          String.format(
              "the letter at %s cannot be written to %s: %s",
              letter.position(), letter.originTopic().orElseThrow(), e.getCause().getMessage()),
          e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Leaves out what was not committed. */
  @Override
  public void close() {
    // An open transaction is aborted when the next redrive starts, or by its time limit.
    producer.close();
  }
}
