package io.tweetsentiment.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.tweetsentiment.emulators.corpus.CorpusObject;
import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.schemas.Tweet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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
  private int sent;

  Backlog(int count, Instant now) {
    this.count = count;
    this.now = now;
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
        Tweet tweet = tweet(topic, corpus.object(topic, i));
        long arrived = now.minus(SPAN).toEpochMilli() + sent * SPAN.toMillis() / count;
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.RAW.topicName(), null, arrived, tweet.getTweetId(), tweet));
        sent++;
      }
    }
  }

  private Tweet tweet(String topic, CorpusObject found) {
    JsonNode data = found.data();
    JsonNode user = found.users().path(0);
    JsonNode history = data.path("edit_history_tweet_ids");
    return Tweet.newBuilder()
        .setTopic(topic)
        .setTweetId(history.path(0).asText())
        .setVersionId(data.path("id").asText())
        .setEditVersion(history.size() - 1)
        .setCreatedAt(Instant.parse(data.path("created_at").asText()))
        .setText(data.path("text").asText())
        .setLang(data.path("lang").asText())
        .setAuthorId(data.path("author_id").asText())
        .setUsername(user.path("username").asText())
        .setName(user.path("name").asText())
        .setVerified(user.path("verified").asBoolean())
        .setLocation(user.path("location").asText(null))
        .setIngestedAt(now)
        .build();
  }
}
