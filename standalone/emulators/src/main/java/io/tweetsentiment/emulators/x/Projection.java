package io.tweetsentiment.emulators.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Selects the fields of a response and their names. Empty fields are left out and never null, as in
 * responses of X.
 */
final class Projection {
  private static final Map<String, String> RENAMED =
      Map.of(
          "note_tweet", "note_post",
          "referenced_tweets", "referenced_posts",
          "referenced_tweets.id", "referenced_posts",
          "edit_history_tweet_ids", "edit_history_post_ids",
          "retweet_count", "repost_count",
          "tweet_count", "post_count");
  private static final Set<String> TWEET_FIELDS =
      Set.of(
          "article",
          "article_title",
          "attachments",
          "author_id",
          "card_uri",
          "community_id",
          "context_annotations",
          "conversation_id",
          "created_at",
          "display_text_range",
          "edit_controls",
          "edit_history_post_ids",
          "entities",
          "geo",
          "id",
          "in_reply_to_user_id",
          "lang",
          "matched_media_notes",
          "media_metadata",
          "non_public_metrics",
          "note_post",
          "note_request_suggestions",
          "organic_metrics",
          "paid_partnership",
          "possibly_sensitive",
          "promoted_metrics",
          "public_metrics",
          "referenced_posts",
          "reply_settings",
          "scopes",
          "source",
          "suggested_source_links",
          "suggested_source_links_with_counts",
          "text",
          "withheld");
  private static final Set<String> USER_FIELDS =
      Set.of(
          "affiliation",
          "confirmed_email",
          "connection_status",
          "created_at",
          "description",
          "entities",
          "id",
          "is_identity_verified",
          "location",
          "most_recent_tweet_id",
          "name",
          "parody",
          "pinned_tweet_id",
          "profile_banner_url",
          "profile_image_url",
          "protected",
          "public_metrics",
          "receives_your_dm",
          "subscribes_to_you",
          "subscription",
          "subscription_type",
          "url",
          "username",
          "verified",
          "verified_followers_count",
          "verified_type",
          "withheld");
  private static final Set<String> EXPANSIONS =
      Set.of(
          "article.cover_media",
          "article.media_entities",
          "attachments.media_keys",
          "attachments.media_source_tweet",
          "attachments.poll_ids",
          "author_id",
          "edit_history_post_ids",
          "entities.mentions.username",
          "entities.note.mentions.username",
          "geo.place_id",
          "in_reply_to_user_id",
          "referenced_posts",
          "referenced_tweets.id.attachments.media_keys",
          "referenced_tweets.id.author_id",
          "username");

  private final Spelling spelling;
  private final Set<String> tweetFields = new LinkedHashSet<>();
  private final Set<String> userFields = new LinkedHashSet<>();
  private final Set<String> expansions;

  Projection(Map<String, String> parameters, Spelling spelling) {
    this.spelling = spelling;
    tweetFields.addAll(Set.of("id", "text", "edit_history_post_ids"));
    tweetFields.addAll(list(parameters, "tweet.fields", TWEET_FIELDS));
    tweetFields.addAll(list(parameters, "post.fields", TWEET_FIELDS));
    userFields.addAll(Set.of("id", "name", "username"));
    userFields.addAll(list(parameters, "user.fields", USER_FIELDS));
    expansions = list(parameters, "expansions", EXPANSIONS);
    // An expansion includes the field that it expands.
    for (String field : Set.of("author_id", "in_reply_to_user_id", "referenced_posts")) {
      if (expansions.contains(field)) {
        tweetFields.add(field);
      }
    }
  }

  private Set<String> list(Map<String, String> parameters, String name, Set<String> known) {
    Set<String> fields = new LinkedHashSet<>();
    String value = parameters.getOrDefault(name, "");
    for (String field : Arrays.asList(value.split(","))) {
      String canonical = canonical(field.strip());
      if (!known.contains(canonical) && !canonical.isEmpty()) {
        throw XProblemException.invalid(
            spelling, name, "The `" + name + "` query parameter value [" + field + "] is unknown");
      }
      fields.add(canonical);
    }
    return fields;
  }

  private static String canonical(String field) {
    return RENAMED.getOrDefault(field, field);
  }

  boolean expands(String name) {
    return expansions.contains(name);
  }

  ObjectNode tweet(ObjectNode full) {
    ObjectNode shown = select(full, tweetFields);
    String history = spelled("edit_history_post_ids");
    if (!shown.has(history) && full.hasNonNull("id")) {
      shown.putArray(history).add(full.get("id").asText());
    }
    return shown;
  }

  ObjectNode user(JsonNode full) {
    return select(full, userFields);
  }

  private ObjectNode select(JsonNode full, Set<String> fields) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    full.properties()
        .forEach(
            field -> {
              String name = canonical(field.getKey());
              if (fields.contains(name) && !empty(field.getValue())) {
                boolean metrics = name.equals("public_metrics");
                shown.set(spelled(name), metrics ? respelled(field.getValue()) : field.getValue());
              }
            });
    return shown;
  }

  private JsonNode respelled(JsonNode metrics) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    metrics
        .properties()
        .forEach(metric -> out.set(spelled(canonical(metric.getKey())), metric.getValue()));
    return out;
  }

  private static boolean empty(JsonNode value) {
    return value.isNull() || (value.isContainerNode() && value.isEmpty());
  }

  /** The name of a canonical field in responses. */
  String spelled(String canonical) {
    if (spelling == Spelling.POST) {
      return canonical;
    }
    return switch (canonical) {
      case "note_post" -> "note_tweet";
      case "referenced_posts" -> "referenced_tweets";
      case "edit_history_post_ids" -> "edit_history_tweet_ids";
      case "repost_count" -> "retweet_count";
      case "post_count" -> "tweet_count";
      case "posts" -> "tweets";
      default -> canonical;
    };
  }
}
