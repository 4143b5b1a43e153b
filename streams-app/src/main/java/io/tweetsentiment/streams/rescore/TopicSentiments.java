package io.tweetsentiment.streams.rescore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.streams.intake.TweetArrivalExtractor;
import io.tweetsentiment.streams.wire.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Publishes sentiments to the topic. Each is complete in itself and a repeated one changes nothing,
 * so they need no transaction.
 */
public final class TopicSentiments implements SentimentSink {

  private final KafkaProducer<byte[], byte[]> producer;
  private final Serializer<Object> values;
  private final String topic;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  /**
   * Opens a producer.
   *
   * @param client properties of a Kafka client
   */
  public TopicSentiments(Map<String, ?> client, WireFormat wire, String topic) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("enable.idempotence", "true");
    settings.put("acks", "all");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.values = wire.serializer();
    this.topic = topic;
  }

  @Override
  public void publish(TweetSentiment sentiment, OptionalLong arrived) {
    Headers headers =
        arrived.isPresent()
            ? TweetArrivalExtractor.header(arrived.getAsLong())
            : new RecordHeaders();
    sent.add(
        producer.send(
            new ProducerRecord<>(
                topic,
                null,
                null,
                sentiment.getTweetId().getBytes(UTF_8),
                values.serialize(topic, sentiment),
                headers)));
  }

  @Override
  public void flush() {
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new KafkaException(
            "a sentiment cannot be written to " + topic + ": " + e.getCause().getMessage(),
            e.getCause());
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
    sent.clear();
  }

  @Override
  public void close() {
    producer.close();
  }
}
