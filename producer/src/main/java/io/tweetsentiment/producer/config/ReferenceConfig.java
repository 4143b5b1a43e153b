package io.tweetsentiment.producer.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings that the reference system's files stand for.
 *
 * @param values our settings
 * @param notes what each key became, secrets masked
 * @param unused keys that have no meaning here, with the reason
 */
record ReferenceConfig(Map<String, String> values, List<String> notes, List<String> unused) {

  private static final String SEARCH = "tweet-search.";
  private static final String STORAGE = "storage.";

  /** Fields without which a tweet is dead-lettered, or has no author or no full text. */
  private static final List<String> NEEDED =
      List.of(
          "id",
          "text",
          "created_at",
          "author_id",
          "lang",
          "note_tweet",
          "referenced_tweets",
          "edit_history_tweet_ids");

  private static final List<String> NEEDED_OF_USERS = List.of("id", "username");

  private static final Map<String, String> WITHOUT_MEANING =
      Map.of(
          "storage.sentiment_local_dir",
          "sentiments are in the topic tweets.sentiment and in the warehouse",
          "storage.sentiment_s3_key",
          "sentiments are in the topic tweets.sentiment; the S3 sink stores them",
          "twitter-api.consumer_key",
          "searches take the bearer token only",
          "twitter-api.consumer_secret",
          "searches take the bearer token only",
          "twitter-api.access_token",
          "searches take the bearer token only",
          "twitter-api.access_token_secret",
          "searches take the bearer token only");

  /** Reads values by section and key. */
  static ReferenceConfig of(Map<String, String> given) {
    ReferenceConfig config =
        new ReferenceConfig(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    given.forEach(config::add);
    return config;
  }

  private void add(String key, String value) {
    switch (key) {
      case SEARCH + "search_url" -> searchUrl(key, value);
      case SEARCH + "query" ->
          put(key, value, "topics", value.replace("\\", "\\\\").replace(",", "\\,"));
      case SEARCH + "tweets_fields" -> put(key, value, "x.fields", fields(value, NEEDED));
      case SEARCH + "user_fields" ->
          put(key, value, "x.user.fields", fields(value, NEEDED_OF_USERS));
      case SEARCH + "start_time" -> put(key, value, "from", inUtc(value));
      case SEARCH + "end_time" -> put(key, value, "to", inUtc(value));
      case SEARCH + "freq" -> put(key, value, "freq", value);
      case SEARCH + "max_results" -> put(key, value, "x.max.results", value);
      case STORAGE + "mode" -> put(key, value, "staging", value);
      case STORAGE + "staging_local_dir" -> put(key, value, "staging.dir", value);
      case STORAGE + "s3_bucket" -> put(key, value, "staging.s3.bucket", value);
      case STORAGE + "staging_s3_key" -> put(key, value, "staging.s3.prefix", value);
      case "kinesis.streamname" -> put(key, value, "kinesis.stream", value);
      case "twitter-api.bearer_token" -> put(key, value, "x.bearer.token", value);
      case "aws.aws_access_key_id" -> put(key, value, "aws.access.key.id", value);
      case "aws.aws_secret_access_key" -> put(key, value, "aws.secret.access.key", value);
      case "aws.region_name" -> put(key, value, "aws.region", value);
      default ->
          unused.add(
              label(key)
                  + " has no meaning here: "
                  + WITHOUT_MEANING.getOrDefault(key, "no setting corresponds to it")
                  + ".");
    }
  }

  /** The address has host and endpoint in one; X's own host has another name now. */
  private void searchUrl(String key, String value) {
    URI uri;
    try {
      uri = URI.create(value);
    } catch (IllegalArgumentException e) {
      put(key, value, "x.base.url", value);
      return;
    }
    String host = uri.getHost();
    String base =
        "api.twitter.com".equals(host)
            ? "https://api.x.com"
            : uri.getScheme() + "://" + uri.getAuthority();
    String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
    put(key, value, "x.base.url", base);
    put(key, value, "x.endpoint", path.substring(path.lastIndexOf('/') + 1));
  }

  /** The fields without the name of their parameter, with those that are needed. */
  private static String fields(String value, List<String> needed) {
    Set<String> fields = new LinkedHashSet<>();
    for (String field : value.substring(value.indexOf('=') + 1).split(",", -1)) {
      if (!field.isBlank()) {
        fields.add(field.strip());
      }
    }
    fields.addAll(needed);
    return String.join(",", fields);
  }

  /** The reference system reads a time without a zone as UTC. */
  private static String inUtc(String value) {
    String time = value.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
    return time.matches(".*T[0-9:.]+") ? time + "Z" : time;
  }

  private void put(String key, String value, String ours, String becomes) {
    values.put(ours, becomes);
    notes.add(
        label(key)
            + " = "
            + ConfigFile.shown(key, value)
            + " becomes "
            + ours
            + " = "
            + ConfigFile.shown(ours, becomes));
  }

  private static String label(String key) {
    int dot = key.indexOf('.');
    return "[" + key.substring(0, dot) + "] " + key.substring(dot + 1);
  }
}
