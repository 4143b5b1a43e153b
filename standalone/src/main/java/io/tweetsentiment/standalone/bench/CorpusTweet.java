package io.tweetsentiment.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.emulators.corpus.CorpusObject;
import io.tweetsentiment.schemas.Tweet;
import java.time.Instant;

/** Makes the record of a tweet of the generated sample without the X API. */
final class CorpusTweet {

  private CorpusTweet() {}

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
