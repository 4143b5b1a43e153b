package io.tweetsentiment.emulators.x;

import io.tweetsentiment.emulators.corpus.TweetCorpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The positions of the objects on one page, newest first.
 *
 * @param next where the next page begins; empty on the last page
 */
record Page(List<Integer> positions, Optional<PageToken> next) {

  /** A page has fewer objects when they are large, so that it fits into the memory of a client. */
  private static final long MOST_BYTES = 8 << 20;

  /** Selects the page of the query's token from the positions {@code [low, high)}. */
  static Page cut(
      TweetCorpus corpus,
      SearchQuery query,
      int low,
      int high,
      int size,
      XEmulatorSettings settings) {
    int top = query.token().map(token -> (int) Math.min(high, token.place())).orElse(high);
    int number = query.token().map(PageToken::page).orElse(0);
    SplittableRandom choice =
        new SplittableRandom(settings.seed() * 31 + query.identity().hashCode() * 17L + number);
    List<Integer> positions = new ArrayList<>();
    if (number > 0 && top < high && choice.nextDouble() < settings.repeats()) {
      positions.add(top);
    }
    // Never twice in a row, so that a client always reaches the end.
    boolean isShort = number % 2 == 0 && choice.nextDouble() < settings.shortPages();
    int wanted = isShort ? choice.nextInt(size) : size;
    int position = top - 1;
    long bytes = 0;
    while (position >= low && positions.size() < wanted && bytes < MOST_BYTES) {
      if (inIds(corpus, query, position)) {
        positions.add(position);
        bytes += corpus.bytes(query.topic(), position);
      }
      position--;
    }
    boolean last = position < low;
    return new Page(
        positions, last ? Optional.empty() : Optional.of(new PageToken(position + 1, number + 1)));
  }

  private static boolean inIds(TweetCorpus corpus, SearchQuery query, int position) {
    if (query.sinceId().isEmpty() && query.untilId().isEmpty()) {
      return true;
    }
    String text = corpus.object(query.topic(), position).data().get("id").asText();
    if (!text.matches("\\d{1,18}|[1-8]\\d{18}")) {
      return true;
    }
    long id = Long.parseLong(text);
    return query.sinceId().map(since -> id > since).orElse(true)
        && query.untilId().map(until -> id < until).orElse(true);
  }
}
