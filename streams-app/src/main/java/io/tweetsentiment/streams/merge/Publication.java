package io.tweetsentiment.streams.merge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Label;
import io.tweetsentiment.schemas.rules.Merge;
import io.tweetsentiment.schemas.rules.TweetKey;
import io.tweetsentiment.schemas.rules.TweetVersion;
import io.tweetsentiment.streams.counters.Counter;
import io.tweetsentiment.streams.counters.Counters;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.state.Joined;
import io.tweetsentiment.streams.state.Status;
import io.tweetsentiment.streams.state.StoredSentiment;
import io.tweetsentiment.streams.state.TopicState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends what stands in the merged topic and what it adds to its window, always both together, so
 * that the aggregates are at any time those of the merged tweets.
 *
 * <p>Threading: owned by the stream thread.
 */
public final class Publication {

  /** Header of a merged record: the columns, with commas between, whose values were cut to fit. */
  static final String CUT = "cut";

  private final ProcessorContext<Object, Object> context;
  private final String changes;
  private final Counters counters;

  public Publication(ProcessorContext<Object, Object> context, String changes, Counters counters) {
    this.context = context;
    this.changes = changes;
    this.counters = counters;
  }

  /**
   * Publishes a tweet with its sentiment.
   *
   * @param before its state until now, already counted
   * @return the state from now on
   */
  TopicState merge(String tweetId, TopicState before, Tweet tweet, StoredSentiment sentiment) {
    List<String> cut = new ArrayList<>(0);
    MergedTweet merged = Merge.of(tweet, sentiment.sentiment(tweetId, before.textHash()), cut::add);
    Joined joined = new Joined(before.createdAt(), sentiment.scores());
    send(tweetId, merged, new Change(before.topic(), before.joined(), joined), headers(cut));
    if (!cut.isEmpty()) {
      counters.add(Counter.CUT);
    }
    leave(before, Counter.MERGED);
    if (sentiment.scores().label() == Label.UNSCORED) {
      counters.add(Counter.UNSCORED);
    }
    return before.merged(joined);
  }

  /**
   * Publishes that a tweet is merged no more.
   *
   * @param before its state until now
   * @param by the version that is the cause
   */
  public void retract(String tweetId, TopicState before, TweetVersion by) {
    Joined joined = before.joined();
    MergedTweet deletion =
        Merge.deletion(
            new TweetKey(tweetId, before.topic()),
            Instant.ofEpochMilli(joined == null ? before.createdAt() : joined.createdAt()),
            Instant.ofEpochMilli(by.ingestedAt()),
            by.editVersion());
    send(tweetId, deletion, new Change(before.topic(), joined, null), new RecordHeaders());
  }

  /** Counts that the raw record of a newest version goes to another state. */
  public void leave(TopicState before, Counter to) {
    if (before.status().counter() != to) {
      counters.move(before.status().counter(), to);
    }
    if (before.status() == Status.MERGED
        && before.joined().contribution().label() == Label.UNSCORED) {
      counters.add(Counter.UNSCORED, -1);
    }
  }

  private static Headers headers(List<String> cut) {
    Headers headers = new RecordHeaders();
    return cut.isEmpty() ? headers : headers.add(CUT, String.join(",", cut).getBytes(US_ASCII));
  }

  private void send(String tweetId, MergedTweet merged, Change change, Headers headers) {
    long arrived = context.currentSystemTimeMs();
    context.forward(new Record<>(tweetId, merged, arrived, headers), NodeNames.MERGED_SINK);
    if (change.out() != null || change.in() != null) {
      context.forward(new Record<>(tweetId, change, arrived), changes);
    }
  }
}
