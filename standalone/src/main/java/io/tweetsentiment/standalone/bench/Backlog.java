package io.tweetsentiment.standalone.bench;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.schemas.Tweet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Fills the raw topic with tweets of the generated sample, from further seeds when one is used up.
 * Their arrival times are spread evenly over the last hour.
 */
final class Backlog {

  private static final Duration SPAN = Duration.ofHours(1);

  private final int count;
  private final Instant now;
  private final Predicate<Tweet> chosen;
  private int sent;

  Backlog(int count, Instant now) {
    this(count, now, tweet -> true);
  }

  /** A backlog of chosen tweets only. */
  Backlog(int count, Instant now, Predicate<Tweet> chosen) {
    this.count = count;
    this.now = now;
    this.chosen = chosen;
  }

  /** Writes all tweets to the raw topic. */
  void fill(Map<String, Object> client, String registry) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put("schema.registry.url", registry);
    properties.put("compression.type", "lz4");
    KafkaAvroSerializer values = new KafkaAvroSerializer();
    values.configure(properties, false);
    try (KafkaProducer<String, Object> producer =
        new KafkaProducer<>(properties, new StringSerializer(), values)) {
      for (long seed = 1; sent < count; seed++) {
        send(new SampleCorpus(seed), producer);
      }
    }
  }

  private void send(SampleCorpus corpus, KafkaProducer<String, Object> producer) {
    for (String topic : corpus.topics()) {
      for (int i = 0; i < corpus.size(topic) && sent < count; i++) {
        Tweet tweet = CorpusTweet.of(topic, corpus.object(topic, i));
        tweet.setIngestedAt(now);
        if (!chosen.test(tweet)) {
          continue;
        }
        long arrived = now.minus(SPAN).toEpochMilli() + sent * SPAN.toMillis() / count;
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.RAW.topicName(), null, arrived, tweet.getTweetId(), tweet));
        sent++;
      }
    }
  }
}
