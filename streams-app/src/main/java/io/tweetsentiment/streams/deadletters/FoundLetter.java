package io.tweetsentiment.streams.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A dead letter of the topology or of a Connect sink.
 *
 * @param record as it is in the dead-letter topic
 */
public record FoundLetter(ConsumerRecord<byte[], byte[]> record) {

  private static final String CONNECT = "__connect.errors.";

  /** Headers that the topology adds to those of the record; see {@code DeadLetter}. */
  private static final List<String> ADDED =
      List.of(
          "stage",
          "reason",
          "exception",
          "envelope",
          "origin.topic",
          "origin.partition",
          "origin.offset",
          "origin.timestamp");

  /** Where it is: {@code topic-partition@offset}. */
  public String position() {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  /** What is wrong, or an empty text. */
  public String reason() {
    return text("reason").or(() -> text(CONNECT + "exception.message")).orElse("");
  }

  /** The step that failed: of the topology, or the stage and the connector of Connect. */
  public String stage() {
    return text("stage")
        .or(
            () ->
                text(CONNECT + "stage")
                    .map(stage -> stage + " of " + text(CONNECT + "connector.name").orElse("?")))
        .orElse("");
  }

  /** The topic that the record came from; empty when the dead letter does not say. */
  public Optional<String> originTopic() {
    return text("origin.topic").or(() -> text(CONNECT + "topic"));
  }

  /**
   * The kind of the envelope that the producer had put the value into; empty for a value as
   * received.
   */
  public Optional<String> envelope() {
    return text("envelope");
  }

  /** The headers of the record before it was dead-lettered. */
  public List<Header> originalHeaders() {
    boolean isConnects = text("stage").isEmpty();
    List<Header> original = new ArrayList<>();
    for (Header header : record.headers()) {
      boolean added = isConnects ? header.key().startsWith(CONNECT) : ADDED.contains(header.key());
      if (!added) {
        original.add(header);
      }
    }
    return original;
  }

  /** The text of the last header of a name. */
  private Optional<String> text(String name) {
    Headers headers = record.headers();
    return Optional.ofNullable(headers.lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, UTF_8));
  }
}
