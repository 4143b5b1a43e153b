package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.rules.TweetVersion;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/**
 * The state of a tweet: its newest version under each topic, and the deletion that applies to every
 * topic, including those under which it is found later. Each tweet has one record, because a
 * sentiment or a deletion concerns all of its topics and then costs one read.
 *
 * @param deletion the deletion under every topic; null when there is none
 * @param deletionArrivedAt when it was staged, milliseconds since the epoch
 * @param topics a state for each topic, in the order they were found
 */
public record TweetState(TweetVersion deletion, long deletionArrivedAt, List<TopicState> topics) {

  static final TweetState UNKNOWN = new TweetState(null, 0, List.of());

  public TweetState {
    topics = List.copyOf(topics);
  }

  public Optional<TopicState> topic(String topic) {
    for (TopicState state : topics) {
      if (state.topic().equals(topic)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /** Whether a version under any topic waits for the sentiment of a text. */
  boolean awaits(String textHash) {
    return topics.stream().anyMatch(state -> state.awaits(textHash));
  }

  /** This state with a new state of one topic. */
  public TweetState with(TopicState state) {
    List<TopicState> changed = new ArrayList<>(topics.size() + 1);
    boolean replaced = false;
    for (TopicState known : topics) {
      boolean same = known.topic().equals(state.topic());
      changed.add(same ? state : known);
      replaced |= same;
    }
    if (!replaced) {
      changed.add(state);
    }
    return new TweetState(deletion, deletionArrivedAt, changed);
  }

  /**
   * This state with a deletion under every topic; only the deletions of single topics are kept with
   * it.
   */
  public TweetState deletedEverywhere(TweetVersion version, long arrivedAt) {
    return new TweetState(
        version, arrivedAt, topics.stream().filter(TopicState::isDeleted).toList());
  }

  public static Serde<TweetState> serde() {
    return new BinarySerde<>(TweetState::write, TweetState::read);
  }

  private void write(DataOutput out) throws IOException {
    out.writeBoolean(deletion != null);
    if (deletion != null) {
      BinaryFields.version(deletion, out);
      out.writeLong(deletionArrivedAt);
    }
    out.writeInt(topics.size());
    for (TopicState topic : topics) {
      topic.write(out);
    }
  }

  private static TweetState read(DataInput in) throws IOException {
    boolean isDeleted = in.readBoolean();
    TweetVersion deletion = isDeleted ? BinaryFields.version(in) : null;
    long deletionArrivedAt = isDeleted ? in.readLong() : 0;
    int size = in.readInt();
    List<TopicState> topics = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      topics.add(TopicState.read(in));
    }
    return new TweetState(deletion, deletionArrivedAt, topics);
  }
}
