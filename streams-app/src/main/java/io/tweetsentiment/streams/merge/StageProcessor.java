package io.tweetsentiment.streams.merge;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.TweetVersion;
import io.tweetsentiment.streams.counters.Counter;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.intake.RawTweet;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.state.Expiry;
import io.tweetsentiment.streams.state.ReceivedTweet;
import io.tweetsentiment.streams.state.StoredSentiment;
import io.tweetsentiment.streams.state.TaskStores;
import io.tweetsentiment.streams.state.TopicState;
import io.tweetsentiment.streams.state.TweetState;
import io.tweetsentiment.streams.state.VersionStatus;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps the newest version of each tweet under each topic, in whatever order the versions arrive. A
 * new version is joined at once if its text already has a sentiment; otherwise its text is sent to
 * be scored.
 */
public final class StageProcessor implements Processor<Object, Object, Object, Object> {

  private final CounterBoard board;
  private final Expiry expiry;
  private ProcessorContext<Object, Object> context;
  private TaskStores stores;
  private MergedPublisher publisher;
  private Deletions deletions;
  private Cancellable sweeps;

  public StageProcessor(CounterBoard board, Expiry expiry) {
    this.board = board;
    this.expiry = expiry;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    this.stores = TaskStores.of(context, board);
    this.publisher =
        new MergedPublisher(context, NodeNames.STAGE_OR_JOIN_CHANGES, stores.counters());
    this.deletions = new Deletions(context, stores, publisher);
    this.sweeps = expiry.schedule(context, stores.tweets());
  }

  @Override
  public void close() {
    if (sweeps != null) {
      sweeps.cancel();
    }
  }

  @Override
  public void process(Record<Object, Object> record) {
    RawTweet raw = (RawTweet) record.value();
    TweetVersion version = TweetVersion.of(raw.tweet());
    TweetState known = stores.tweet(raw.tweetId());
    if (!raw.tweet().getDeleted()) {
      version(raw, known, version);
    } else if (raw.tweet().getTopic() == null) {
      deletions.everywhere(raw, known, version);
    } else {
      deletions.underTopic(raw, known, version);
    }
  }

  private void version(RawTweet raw, TweetState known, TweetVersion version) {
    TopicState before = known.topic(raw.tweet().getTopic()).orElse(null);
    if (before == null && known.deletion() != null) {
      stores.counters().add(Counter.SUPERSEDED);
    } else if (before == null) {
      accept(raw, known, version, null);
    } else if (raw.isRedriven()
        && before.status() == VersionStatus.REJECTED
        && before.version().sameContent(version)) {
      // The engine rejected it; somebody has sent it back to be scored again.
      publisher.leave(before, Counter.SUPERSEDED);
      boolean isOlder = version.compareTo(before.version()) < 0;
      accept(raw, known, isOlder ? before.version() : version, before);
    } else if (before.version().sameContent(version)) {
      stores.counters().add(Counter.DUPLICATE);
      // The greatest version wins in any order of arrival, also among versions of equal content.
      if (version.compareTo(before.version()) > 0) {
        stores.tweets().put(raw.tweetId(), known.with(before.withVersion(version)));
      }
    } else if (version.supersedes(before.version())) {
      publisher.leave(before, Counter.SUPERSEDED);
      accept(raw, known, version, before);
    } else {
      stores.counters().add(Counter.SUPERSEDED);
    }
  }

  private void accept(RawTweet raw, TweetState known, TweetVersion version, TopicState before) {
    String id = raw.tweetId();
    Tweet tweet = raw.tweet();
    String hash = Fingerprint.ofText(tweet.getText(), tweet.getLang());
    long now = context.currentSystemTimeMs();
    TopicState waiting =
        new TopicState(
            tweet.getTopic(),
            version,
            VersionStatus.PENDING,
            hash,
            tweet.getCreatedAt().toEpochMilli(),
            now,
            before == null ? null : before.published(),
            new ReceivedTweet(raw.offset(), raw.arrived(), raw.value()));
    stores.counters().add(Counter.PENDING);
    TweetState pending = known.with(waiting);
    if (before != null && before.textHash() != null) {
      stores.release(id, known, pending, before.textHash());
    }
    StoredSentiment sentiment = known.sentiment(hash).orElse(null);
    if (sentiment == null) {
      context.forward(
          new Record<>(
              id, new TextToScore(tweet, raw.arrived(), hash, known, pending), raw.arrived()),
          NodeNames.SCORE);
    } else {
      stores.tweets().put(id, pending.with(publisher.merge(id, waiting, tweet, sentiment)));
    }
  }
}
