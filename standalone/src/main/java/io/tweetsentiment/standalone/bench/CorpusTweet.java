package io.tweetsentiment.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.emulators.corpus.CorpusObject;
import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.schemas.Tweet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the record of a tweet of the generated sample without the X API. */
final class CorpusTweet {

  private CorpusTweet() {}

  /** The records of the sample that is served when no tweets file is given. */
  static List<Tweet> sample() {
    SampleCorpus corpus = new SampleCorpus();
    List<Tweet> sample = new ArrayList<>();
    for (String topic : corpus.topics()) {
      for (int i = 0; i < corpus.size(topic); i++) {
        sample.add(of(topic, corpus.object(topic, i)));
      }
    }
    return sample;
  }

  /** The record of an object of the sample; it was ingested when it was created. */
  static Tweet of(String topic, CorpusObject found) {
    JsonNode data = found.data();
    JsonNode user = found.users().path(0);
    JsonNode history = data.path("edit_history_tweet_ids");
    Instant createdAt = Instant.parse(data.path("created_at").asText());
    return Tweet.newBuilder()
        .setTopic(topic)
        .setTweetId(history.path(0).asText())
        .setVersionId(data.path("id").asText())
        .setEditVersion(history.size() - 1)
        .setCreatedAt(createdAt)
        .setText(data.path("text").asText())
        .setLang(data.path("lang").asText())
        .setAuthorId(data.path("author_id").asText())
        .setUsername(user.path("username").asText())
        .setName(user.path("name").asText())
        .setVerified(user.path("verified").asBoolean())
        .setLocation(user.path("location").asText(null))
        .setIngestedAt(createdAt)
        .build();
  }
}
