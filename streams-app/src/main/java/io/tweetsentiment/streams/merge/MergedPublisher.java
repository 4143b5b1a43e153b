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
import io.tweetsentiment.streams.state.StoredSentiment;
import io.tweetsentiment.streams.state.TopicState;
import io.tweetsentiment.streams.state.VersionStatus;
import io.tweetsentiment.streams.state.WindowContribution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends each merged record together with the change of its contribution to a window, so that the
 * aggregates always match the merged tweets.
 *
 * <p>Threading: owned by the stream thread.
 */
public final class MergedPublisher {

  /** Header of a merged record: the comma-separated columns whose values were cut to fit. */
  static final String CUT = "cut";

  private final ProcessorContext<Object, Object> context;
  private final String changes;
  private final Counters counters;

  public MergedPublisher(
      ProcessorContext<Object, Object> context, String changes, Counters counters) {
    this.context = context;
    this.changes = changes;
    this.counters = counters;
  }

  /**
   * Publishes a tweet with its sentiment.
   *
   * @param before its previous state, which is counted already
   * @return its new state
   */
  TopicState merge(String tweetId, TopicState before, Tweet tweet, StoredSentiment sentiment) {
    List<String> cut = new ArrayList<>(0);
    MergedTweet merged = Merge.of(tweet, sentiment.sentiment(tweetId), cut::add);
    WindowContribution published = new WindowContribution(before.createdAt(), sentiment.scores());
    send(
        tweetId,
        merged,
        new ContributionChange(before.topic(), before.published(), published),
        headers(cut));
    if (!cut.isEmpty()) {
      counters.add(Counter.CUT);
    }
    leave(before, Counter.MERGED);
    if (sentiment.scores().label() == Label.UNSCORED) {
      counters.add(Counter.UNSCORED);
    }
    return before.merged(published);
  }

  /**
   * Publishes that a tweet is no longer merged.
   *
   * @param before its previous state
   * @param by the version that replaces or deletes it
   */
  public void retract(String tweetId, TopicState before, TweetVersion by) {
    WindowContribution published = before.published();
    MergedTweet deletion =
        Merge.deletion(
            new TweetKey(tweetId, before.topic()),
            Instant.ofEpochMilli(published == null ? before.createdAt() : published.createdAt()),
            Instant.ofEpochMilli(by.ingestedAt()),
            by.editVersion());
    send(
        tweetId,
        deletion,
        new ContributionChange(before.topic(), published, null),
        new RecordHeaders());
  }

  /** Counts that the raw record of a newest version changes to another state. */
  public void leave(TopicState before, Counter to) {
    if (before.status().counter() != to) {
      counters.move(before.status().counter(), to);
    }
    if (before.status() == VersionStatus.MERGED
        && before.published().contribution().label() == Label.UNSCORED) {
      counters.add(Counter.UNSCORED, -1);
    }
  }

  private static Headers headers(List<String> cut) {
    Headers headers = new RecordHeaders();
    return cut.isEmpty() ? headers : headers.add(CUT, String.join(",", cut).getBytes(US_ASCII));
  }

  private void send(
      String tweetId, MergedTweet merged, ContributionChange change, Headers headers) {
    long arrived = context.currentSystemTimeMs();
    context.forward(new Record<>(tweetId, merged, arrived, headers), NodeNames.MERGED_SINK);
    if (change.removed() != null || change.added() != null) {
      context.forward(new Record<>(tweetId, change, arrived), changes);
    }
  }
}
