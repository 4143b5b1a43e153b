package io.tweetsentiment.standalone.bench.broken;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.standalone.bench.live.TargetRun;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the places where records end: the dead-letter topics and the tables of the warehouse. */
final class OutcomeReader {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final String REJECTS = "load_reject";

  private final TargetRun target;

  OutcomeReader(TargetRun target) {
    this.target = target;
  }

  /** Reads everything that is there now. */
  FoundRecords look() throws SQLException {
    FoundRecords evidence = new FoundRecords();
    readTables(evidence);
    readDeadLetters(evidence);
    return evidence;
  }

  private void readDeadLetters(FoundRecords evidence) {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(target.kafka())) {
      List<TopicPartition> partitions =
          Stream.of(Topics.DLQ.topicName(), Topics.CONNECT_DLQ)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
          evidence.deadLetter(letter.key(), letter.value(), reason(letter));
        }
      }
    }
  }

  private static String reason(ConsumerRecord<byte[], byte[]> letter) {
    return Stream.of("reason", "__connect.errors.exception.message")
        .map(name -> letter.headers().lastHeader(name))
        .filter(header -> header != null && header.value() != null)
        .map(header -> new String(header.value(), UTF_8))
        .collect(Collectors.joining(" "));
  }

  private void readTables(FoundRecords evidence) throws SQLException {
    try (Connection connection = DriverManager.getConnection(target.jdbcUrl(), "postgres", "");
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT tweet_id FROM tweet")) {
        while (rows.next()) {
          evidence.row(rows.getString(1));
        }
      }
      if (exists(statement)) {
        String all = "SELECT reason, " + REJECTS + "::text FROM " + REJECTS;
        try (ResultSet rows = statement.executeQuery(all)) {
          while (rows.next()) {
            evidence.refused(rows.getString(2), rows.getString(1));
          }
        }
      }
    }
  }

  private static boolean exists(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("SELECT to_regclass('" + REJECTS + "') IS NOT NULL")) {
      return found.next() && found.getBoolean(1);
    }
  }
}
