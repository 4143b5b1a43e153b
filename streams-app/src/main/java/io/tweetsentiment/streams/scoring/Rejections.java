package io.tweetsentiment.streams.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.rules.TweetKey;
import io.tweetsentiment.streams.counters.Counter;
import io.tweetsentiment.streams.intake.DeadLetter;
import io.tweetsentiment.streams.intake.Origin;
import io.tweetsentiment.streams.merge.MergedPublisher;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.state.StoredTweet;
import io.tweetsentiment.streams.state.TaskStores;
import io.tweetsentiment.streams.state.TextKey;
import io.tweetsentiment.streams.state.TopicState;
import io.tweetsentiment.streams.state.TweetState;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Sends the tweets whose text the engine rejects to the dead-letter topic, with their original
 * bytes, once for each topic under which they were found. If an older version is merged, it is
 * retracted.
 *
 * <p>Threading: owned by the stream thread.
 */
final class Rejections {

  private static final String STAGE = "score";

  private final ProcessorContext<Object, Object> context;
  private final String rawTopic;
  private final TaskStores stores;
  private final MergedPublisher publisher;

  Rejections(
      ProcessorContext<Object, Object> context,
      String rawTopic,
      TaskStores stores,
      MergedPublisher publisher) {
    this.context = context;
    this.rawTopic = rawTopic;
    this.stores = stores;
    this.publisher = publisher;
  }

  void reject(String textKey, String reason, long now) {
    String id = TextKey.tweetId(textKey);
    TweetState after = stores.tweet(id);
    for (TopicState state : after.topics()) {
      if (state.awaits(TextKey.textHash(textKey))) {
        deadLetter(id, state, reason, now);
        if (state.published() != null) {
          publisher.retract(id, state, state.version());
        }
        publisher.leave(state, Counter.DEAD_LETTERED);
        after = after.with(state.rejected());
      }
    }
    stores.tweets().put(id, after);
  }

  private void deadLetter(String id, TopicState state, String reason, long now) {
    StoredTweet text = stores.texts().get(new TweetKey(id, state.topic()).encoded());
    Origin origin =
        new Origin(rawTopic, context.taskId().partition(), text.offset(), text.timestamp());
    context.forward(
        new DeadLetter(STAGE, reason, "", origin)
            .record(id.getBytes(UTF_8), text.value(), new RecordHeaders(), now),
        NodeNames.DLQ_SINK);
  }
}
