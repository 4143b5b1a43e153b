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
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The tweets and sentiments in the topics, up to the ends that the topics had at the start. Records
 * that the topology dead-letters are left out.
 *
 * <p>Threading: owned by one thread.
 */
public final class TopicTweets implements StoredTweets {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
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
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", "false");
    settings.put("enable.auto.commit", "false");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public void tweets(int partition, Consumer<Raw> each) {
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
  public void sentiments(int partition, Consumer<TweetSentiment> each) {
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
    while (consumer.position(partition) < end) {
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
