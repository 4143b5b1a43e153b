package io.tweetsentiment.streams.merge;

import io.tweetsentiment.schemas.rules.TweetVersion;
import io.tweetsentiment.streams.counters.Counter;
import io.tweetsentiment.streams.intake.RawTweet;
import io.tweetsentiment.streams.state.TaskStores;
import io.tweetsentiment.streams.state.TopicState;
import io.tweetsentiment.streams.state.TweetState;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Deletes a tweet under one topic or under all topics. A deletion is final, even if it arrives
 * before the tweet.
 *
 * <p>Threading: owned by the stream thread.
 */
final class Deletions {

  private final ProcessorContext<?, ?> context;
  private final TaskStores stores;
  private final MergedPublisher publisher;

  Deletions(ProcessorContext<?, ?> context, TaskStores stores, MergedPublisher publisher) {
    this.context = context;
    this.stores = stores;
    this.publisher = publisher;
  }

  void underTopic(RawTweet raw, TweetState known, TweetVersion version) {
    String id = raw.tweetId();
    String topic = raw.tweet().getTopic();
    TopicState before = known.topic(topic).orElse(null);
    TopicState deleted = TopicState.deleted(topic, version, context.currentSystemTimeMs());
    if (before != null && !before.isDeleted()) {
      TweetState changed = known.with(deleted);
      remove(raw, before, version, known, changed);
      stores.counters().add(Counter.DELETED);
      stores.tweets().put(id, changed);
    } else {
      decide(
          before == null ? null : before.version(),
          version,
          newest -> stores.tweets().put(id, known.with(deleted.withVersion(newest))));
    }
  }

  void everywhere(RawTweet raw, TweetState known, TweetVersion version) {
    TweetState changed = known.deletedEverywhere(version, context.currentSystemTimeMs());
    for (TopicState before : known.topics()) {
      if (!before.isDeleted()) {
        remove(raw, before, version, known, changed);
      }
    }
    decide(
        known.deletion(),
        version,
        newest ->
            stores
                .tweets()
                .put(
                    raw.tweetId(), known.deletedEverywhere(newest, context.currentSystemTimeMs())));
  }

  /** Counts a deletion of something already deleted, and keeps the greater of the two deletions. */
  private void decide(TweetVersion known, TweetVersion version, Consumer<TweetVersion> keep) {
    if (known == null) {
      stores.counters().add(Counter.DELETED);
      keep.accept(version);
      return;
    }
    stores.counters().add(known.sameContent(version) ? Counter.DUPLICATE : Counter.SUPERSEDED);
    if (version.compareTo(known) > 0) {
      keep.accept(version);
    }
  }

  private void remove(
      RawTweet raw, TopicState before, TweetVersion by, TweetState known, TweetState changed) {
    String id = raw.tweetId();
    publisher.leave(before, Counter.SUPERSEDED);
    publisher.retract(id, before, by);
    stores.release(id, known, changed, before.textHash());
  }
}
