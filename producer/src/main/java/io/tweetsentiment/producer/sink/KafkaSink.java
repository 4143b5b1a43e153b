package io.tweetsentiment.producer.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.producer.failure.IngestException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends records straight to a Kafka topic, for those without AWS: the key is the id of the tweet,
 * as the Kinesis source makes it. The client is idempotent and repeats what fails, so each record
 * arrives once unless the process dies before it is acknowledged.
 */
public final class KafkaSink implements RecordSink {

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  public KafkaSink(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  @Override
  public void check() {
    try {
      if (producer.partitionsFor(topic).isEmpty()) {
        throw new IngestException("the Kafka topic " + topic + " has no partitions.");
      }
    } catch (KafkaException e) {
      throw failed("cannot reach the Kafka topic " + topic, e);
    }
  }

  @Override
  public void put(List<SinkRecord> records, SequenceNumbers acknowledged)
      throws InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    try {
      for (SinkRecord record : records) {
        sent.add(
            producer.send(
                new ProducerRecord<>(topic, record.key().getBytes(UTF_8), record.data())));
      }
      producer.flush();
      for (Future<RecordMetadata> one : sent) {
        RecordMetadata place = one.get();
        acknowledged.add(topic + "-" + place.partition(), Long.toString(place.offset()));
      }
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw failed("Kafka does not take records for the topic " + topic, e.getCause());
    } catch (KafkaException e) {
      throw failed("Kafka does not take records for the topic " + topic, e);
    }
  }

  private static InterruptedException interrupted(InterruptException cause) {
    // The client has set the flag again, which InterruptedException stands for.
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException("while sending records");
    interrupted.initCause(cause);
    return interrupted;
  }

  private static IngestException failed(String what, Throwable cause) {
    return new IngestException(
        what
            + ": "
            + cause.getMessage()
            + ". Check kafka.bootstrap.servers and that the topic exists, then run the same command"
            + " again to continue.",
        cause);
  }

  @Override
  public void close() {
    producer.close();
  }
}
