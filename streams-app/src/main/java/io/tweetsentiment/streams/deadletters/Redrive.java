package io.tweetsentiment.streams.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends dead letters back to the topics that they came from, each once: the record and a mark with
 * the position of the letter are written in one transaction, and a letter that has a mark is left
 * out. Two redrives at the same time cannot overlap, because the later one fences the earlier one.
 */
public final class Redrive implements AutoCloseable {

  /** The topic of the marks. */
  public static final String MARKS = "tweets.dlq.redriven";

  /** Header of a record that was sent back; its value is the position of its dead letter. */
  public static final String HEADER = "redriven";

  private static final Logger LOG = LoggerFactory.getLogger(Redrive.class);
  private static final String TRANSACTIONAL_ID = "tweet-sentiment-dlq-redrive";
  private static final int BATCH = 500;

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

  private final KafkaProducer<byte[], byte[]> producer;
  private final Set<String> marked = new HashSet<>();
  private int inTransaction;

  /**
   * Prepares a redrive: creates the topic of the marks if there is none, and reads it.
   *
   * @param client properties of a Kafka client
   * @param replication replication factor of a new topic of marks
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
    new LetterReader(client)
        .read(
            List.of(MARKS),
            LetterFilter.ALL,
            mark -> marked.add(new String(mark.record().key(), UTF_8)));
  }

  private static void createMarks(Map<String, Object> client, short replication)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(client)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(MARKS, 1, replication).configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /**
   * Sends a letter back under its original key and headers.
   *
   * @param edited the value to send; empty for the value as it was received
   */
  public Result send(FoundLetter letter, Optional<byte[]> edited) {
    Optional<String> topic = letter.originTopic();
    if (topic.isEmpty()) {
      return Result.WITHOUT_ORIGIN;
    }
    if (letter.envelope().isPresent() && edited.isEmpty()) {
      return Result.IN_ENVELOPE;
    }
    if (!marked.add(letter.position())) {
      return Result.REPEATED;
    }
    if (inTransaction == 0) {
      producer.beginTransaction();
    }
    RecordHeaders headers = new RecordHeaders(letter.originalHeaders());
    headers.remove(HEADER);
    headers.add(HEADER, letter.position().getBytes(UTF_8));
    byte[] value = edited.orElse(letter.record().value());
    var unused =
        producer.send(
            new ProducerRecord<>(topic.get(), null, null, letter.record().key(), value, headers));
    var unusedMark =
        producer.send(
            new ProducerRecord<>(
                MARKS, letter.position().getBytes(UTF_8), topic.get().getBytes(UTF_8)));
    inTransaction++;
    if (inTransaction == BATCH) {
      commit();
    }
    return Result.SENT;
  }

  /** Commits what was sent. Without it, the letters since the last commit are not sent back. */
  public void commit() {
    if (inTransaction > 0) {
      producer.commitTransaction();
      inTransaction = 0;
    }
  }

  /** Aborts what was not committed. */
  @Override
  public void close() {
    try {
      if (inTransaction > 0) {
        producer.abortTransaction();
      }
    } catch (KafkaException e) {
      // The broker has aborted the transaction when another redrive fenced this one.
      LOG.warn("the transaction of the redrive cannot be aborted: {}", e.getMessage());
    } finally {
      producer.close();
    }
  }
}
