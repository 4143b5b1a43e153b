package io.tweetsentiment.streams.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.streams.counters.Counter;
import io.tweetsentiment.streams.intake.DeadLetter;
import io.tweetsentiment.streams.intake.Origin;
import io.tweetsentiment.streams.merge.MergedPublisher;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.state.ReceivedTweet;
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
  private final MergedPublisher publisher;

  Rejections(ProcessorContext<Object, Object> context, String rawTopic, MergedPublisher publisher) {
    this.context = context;
    this.rawTopic = rawTopic;
    this.publisher = publisher;
  }

  /**
   * Sends the versions that wait for the sentiment of a text to the dead-letter topic.
   *
   * @return the state without waiting versions of the text, which the caller stores
   */
  TweetState reject(String tweetId, TweetState before, String textHash, String reason, long now) {
    TweetState after = before;
    for (TopicState state : before.topics()) {
      if (state.awaits(textHash)) {
        deadLetter(tweetId, state.received(), reason, now);
        if (state.published() != null) {
          publisher.retract(tweetId, state, state.version());
        }
        publisher.leave(state, Counter.DEAD_LETTERED);
        after = after.with(state.rejected());
      }
    }
    return after;
  }

  private void deadLetter(String tweetId, ReceivedTweet received, String reason, long now) {
    Origin origin =
        new Origin(rawTopic, context.taskId().partition(), received.offset(), received.timestamp());
    context.forward(
        new DeadLetter(STAGE, reason, "", "", origin)
            .record(tweetId.getBytes(UTF_8), received.value(), new RecordHeaders(), now),
        NodeNames.DLQ_SINK);
  }
}
