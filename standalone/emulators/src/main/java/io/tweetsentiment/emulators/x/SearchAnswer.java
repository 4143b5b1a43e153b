package io.tweetsentiment.emulators.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.corpus.CorpusObject;
import io.tweetsentiment.emulators.corpus.Deletion;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Builds the response to a search. */
final class SearchAnswer {
  private final TweetCorpus corpus;
  private final XEmulatorSettings settings;

  SearchAnswer(TweetCorpus corpus, XEmulatorSettings settings) {
    this.corpus = corpus;
    this.settings = settings;
  }

  /**
   * @param max largest {@code max_results} of the endpoint
   */
  ObjectNode of(Map<String, String> parameters, boolean recent, int max) {
    SearchQuery query = SearchQuery.of(parameters, recent, false, settings, corpus);
    Projection projection = new Projection(parameters, settings.spelling());
    int low = corpus.position(query.topic(), query.start());
    int high = corpus.position(query.topic(), query.end());
    Page page = Page.cut(corpus, query, low, high, size(parameters, max), settings);
    List<CorpusObject> found = new ArrayList<>();
    page.positions().forEach(position -> found.add(corpus.object(query.topic(), position)));

    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (!found.isEmpty()) {
      ArrayNode data = answer.putArray("data");
      for (CorpusObject one : found) {
        data.add(one.malformed() ? one.data() : projection.tweet(one.data()));
      }
      includes(answer, found, projection);
    }
    if (query.token().isEmpty()) {
      deletions(answer, query);
    }
    ObjectNode meta = answer.putObject("meta");
    if (!found.isEmpty()) {
      meta.put("newest_id", found.get(0).data().get("id").asText());
      meta.put("oldest_id", found.get(found.size() - 1).data().get("id").asText());
    }
    meta.put("result_count", found.size());
    page.next().ifPresent(next -> meta.put("next_token", next.text(query.identity())));
    return answer;
  }

  private int size(Map<String, String> parameters, int max) {
    String value = parameters.getOrDefault("max_results", "10");
    if (!value.matches("\\d{1,4}")
        || Integer.parseInt(value) < 10
        || Integer.parseInt(value) > max) {
      throw XProblemException.invalid(
          settings.spelling(),
          "max_results",
          "The `max_results` query parameter value [" + value + "] is not between 10 and " + max);
    }
    return Integer.parseInt(value);
  }

  /** Adds the objects in order of their ids, not of the tweets: clients must join them by id. */
  private void includes(ObjectNode answer, List<CorpusObject> found, Projection projection) {
    Map<String, JsonNode> users = new TreeMap<>();
    Map<String, JsonNode> tweets = new TreeMap<>();
    for (CorpusObject one : found) {
      Set<String> named = new HashSet<>();
      if (projection.expands("author_id")) {
        named.add(one.data().path("author_id").asText());
      }
      if (projection.expands("in_reply_to_user_id")) {
        named.add(one.data().path("in_reply_to_user_id").asText());
      }
      if (projection.expands("referenced_posts")) {
        one.tweets()
            .forEach(
                tweet -> tweets.put(tweet.path("id").asText(), projection.tweet(object(tweet))));
      }
      if (projection.expands("referenced_tweets.id.author_id")) {
        one.tweets().forEach(tweet -> named.add(tweet.path("author_id").asText()));
      }
      for (JsonNode user : one.users()) {
        String id = user.path("id").asText();
        if (named.contains(id)) {
          users.put(id, projection.user(user));
        }
      }
    }
    if (!users.isEmpty() || !tweets.isEmpty()) {
      ObjectNode includes = answer.putObject("includes");
      put(includes, "users", users);
      put(includes, projection.spelled("posts"), tweets);
    }
  }

  private static ObjectNode object(JsonNode node) {
    return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }

  private static void put(ObjectNode includes, String name, Map<String, JsonNode> objects) {
    if (!objects.isEmpty()) {
      includes.putArray(name).addAll(objects.values());
    }
  }

  private void deletions(ObjectNode answer, SearchQuery query) {
    List<Deletion> deletions = corpus.deletions(query.topic(), query.start(), query.end());
    if (deletions.isEmpty()) {
      return;
    }
    boolean posts = settings.spelling() == Spelling.POST;
    String resource = posts ? "post" : "tweet";
    ArrayNode errors = answer.putArray("errors");
    for (Deletion deletion : deletions) {
      errors
          .addObject()
          .put("value", deletion.id())
          .put("resource_id", deletion.id())
          .put("resource_type", resource)
          .put("parameter", "id")
          .put("title", "Not Found Error")
          .put("detail", "Could not find " + resource + " with id: [" + deletion.id() + "].")
          .put("type", XProblemException.type(settings.spelling(), "resource-not-found"));
    }
  }
}
