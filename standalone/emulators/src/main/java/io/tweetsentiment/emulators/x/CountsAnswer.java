package io.tweetsentiment.emulators.x;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.corpus.TimeSpan;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Builds the response to a counts request: at most 31 days per page, oldest bucket first. */
final class CountsAnswer {
  private static final Duration PAGE = Duration.ofDays(31);

  private final TweetCorpus corpus;
  private final XEmulatorSettings settings;

  CountsAnswer(TweetCorpus corpus, XEmulatorSettings settings) {
    this.corpus = corpus;
    this.settings = settings;
  }

  ObjectNode of(Map<String, String> parameters, boolean recent) {
    SearchQuery query = SearchQuery.of(parameters, recent, true, settings, corpus);
    long bucket = bucket(parameters.getOrDefault("granularity", "hour")).toMillis();
    TimeSpan all = clip(query);
    long end = query.token().map(PageToken::place).orElse(all.end().toEpochMilli());
    long start = Math.max(all.start().toEpochMilli(), end - PAGE.toMillis());

    Projection names = new Projection(Map.of(), settings.spelling());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode data = JsonNodeFactory.instance.arrayNode();
    int total = 0;
    for (long from = start; from < end; ) {
      long to = Math.min(end, Math.floorDiv(from, bucket) * bucket + bucket);
      int count = position(query, to) - position(query, from);
      total += count;
      data.addObject()
          .put("start", Instant.ofEpochMilli(from).toString())
          .put("end", Instant.ofEpochMilli(to).toString())
          .put(names.spelled("post_count"), count);
      from = to;
    }
    if (!data.isEmpty()) {
      answer.set("data", data);
    }
    ObjectNode meta = answer.putObject("meta");
    meta.put("total_" + names.spelled("post_count"), total);
    if (start > all.start().toEpochMilli()) {
      int page = query.token().map(PageToken::page).orElse(0) + 1;
      meta.put("next_token", new PageToken(start, page).text(query.identity()));
    }
    return answer;
  }

  private int position(SearchQuery query, long time) {
    return corpus.position(query.topic(), Instant.ofEpochMilli(time));
  }

  /** Without a start, the span begins with the first tweet and not in 1970. */
  private TimeSpan clip(SearchQuery query) {
    if (!query.start().equals(Instant.EPOCH) || corpus.size(query.topic()) == 0) {
      Instant start = query.start().equals(Instant.EPOCH) ? query.end() : query.start();
      return new TimeSpan(start, query.end());
    }
    Instant first = corpus.at(query.topic(), 0);
    return new TimeSpan(first.isBefore(query.end()) ? first : query.end(), query.end());
  }

  private Duration bucket(String granularity) {
    return switch (granularity) {
      case "minute" -> Duration.ofMinutes(1);
      case "hour" -> Duration.ofHours(1);
      case "day" -> Duration.ofDays(1);
      default ->
          throw XProblemException.invalid(
              settings.spelling(),
              "granularity",
              "The `granularity` query parameter value ["
                  + granularity
                  + "] is not one of [minute,hour,day]");
    };
  }
}
