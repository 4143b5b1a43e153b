package io.tweetsentiment.streams.rescore;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.streams.intake.KeyCheck;
import io.tweetsentiment.streams.wire.Decoded.Valid;
import io.tweetsentiment.streams.wire.WireDecoder;
import io.tweetsentiment.streams.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The tweets and sentiments in the topics, up to the ends that the topics had at the start. Records
 * that the topology dead-letters are left out.
 *
 * <p>Threading: owned by one thread.
 */
public final class TopicTweets implements StoredTweets {

  private static final Duration POLL = Duration.ofMillis(200);

  /** A broker that gives nothing for so long, although there is more, is not waited for. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Consumer<byte[], byte[]> consumer;
  private final LongSupplier nanoTime;
  private final String raw;
  private final String sentiment;
  private final int partitions;
  private final Map<TopicPartition, Long> ends;
  private final WireDecoder<Tweet> tweetDecoder;
  private final WireDecoder<TweetSentiment> sentimentDecoder;

  /**
   * Looks up where the topics end now.
   *
   * @param client properties of a Kafka client
   * @throws InvalidTopicException when a topic is missing or the numbers of partitions differ
   */
  public TopicTweets(
      Map<String, ?> client, WireFormat wire, String rawTopic, String sentimentTopic) {
    this(
        new KafkaConsumer<>(
            settings(client), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        wire,
        rawTopic,
        sentimentTopic,
        System::nanoTime);
  }

  TopicTweets(
      Consumer<byte[], byte[]> consumer,
      WireFormat wire,
      String rawTopic,
      String sentimentTopic,
      LongSupplier nanoTime) {
    this.consumer = consumer;
    this.nanoTime = nanoTime;
    this.raw = rawTopic;
    this.sentiment = sentimentTopic;
    this.tweetDecoder = wire.decoder(Tweet.class);
    this.sentimentDecoder = wire.decoder(TweetSentiment.class);
    try {
      Map<String, List<PartitionInfo>> known = consumer.listTopics();
      this.partitions = known.getOrDefault(raw, List.of()).size();
      int others = known.getOrDefault(sentiment, List.of()).size();
      if (partitions == 0 || partitions != others) {
        throw new InvalidTopicException(
            String.format(
                "%s has %d partitions and %s has %d; both must exist and have the same number",
                raw, partitions, sentiment, others));
      }
      List<TopicPartition> all = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        all.add(new TopicPartition(raw, partition));
        all.add(new TopicPartition(sentiment, partition));
      }
      this.ends = consumer.endOffsets(all);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  static Map<String, Object> settings(Map<String, ?> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", "false");
    settings.put("enable.auto.commit", "false");
    // When retention deletes what is being read, go on at the new start and not at the end.
    settings.put("auto.offset.reset", "earliest");
    return settings;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public void tweets(int partition, java.util.function.Consumer<Raw> each) {
    read(
        raw,
        partition,
        tweetDecoder,
        (record, tweet) -> {
          if (KeyCheck.problem(record.key(), tweet.getTweetId()).isEmpty()) {
            each.accept(new Raw(tweet, OptionalLong.of(record.timestamp())));
          }
        });
  }

  @Override
  public void sentiments(int partition, java.util.function.Consumer<TweetSentiment> each) {
    read(sentiment, partition, sentimentDecoder, (record, one) -> each.accept(one));
  }

  private <T> void read(
      String topic,
      int number,
      WireDecoder<T> decoder,
      BiConsumer<ConsumerRecord<byte[], byte[]>, T> each) {
    TopicPartition partition = new TopicPartition(topic, number);
    long end = ends.get(partition);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long position;
    long last = -1;
    long movedAt = nanoTime.getAsLong();
    while ((position = consumer.position(partition)) < end) {
      long now = nanoTime.getAsLong();
      if (position != last) {
        last = position;
        movedAt = now;
      } else if (now - movedAt > PATIENCE.toNanos()) {
        throw new TimeoutException(
            String.format(
                "the broker gives no record of %s after offset %d, although it has them up to %d",
                partition, position, end));
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end
            && decoder.decode(topic, record.value()) instanceof Valid<T> valid) {
          each.accept(record, valid.value());
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
