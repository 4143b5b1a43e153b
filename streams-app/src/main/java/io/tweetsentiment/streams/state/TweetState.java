package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.rules.TweetVersion;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;

/**
 * The state of a tweet: its newest version under each topic, the sentiments of its texts, and the
 * deletion that applies to every topic, including those under which it is found later. Each tweet
 * has one record, so that a version, a sentiment or a deletion costs one read and one write.
 *
 * @param deletion the deletion under every topic; null when there is none
 * @param deletionArrivedAt when it was staged, milliseconds since the epoch
 * @param topics a state for each topic, in the order they were found
 * @param sentiments the greatest sentiment of each text, including texts that are not known yet
 */
public record TweetState(
    TweetVersion deletion,
    long deletionArrivedAt,
    List<TopicState> topics,
    List<StoredSentiment> sentiments) {

  public static final TweetState UNKNOWN = new TweetState(null, 0, List.of(), List.of());

  public TweetState {
    topics = List.copyOf(topics);
    sentiments = List.copyOf(sentiments);
  }

  public Optional<TopicState> topic(String topic) {
    return find(topics, TopicState::topic, topic);
  }

  /** The sentiment of a text. */
  public Optional<StoredSentiment> sentiment(String textHash) {
    return find(sentiments, StoredSentiment::textHash, textHash);
  }

  /** Whether a version under any topic waits for the sentiment of a text. */
  public boolean awaits(String textHash) {
    return topics.stream().anyMatch(state -> state.awaits(textHash));
  }

  /** This state with a new state of one topic. */
  public TweetState with(TopicState state) {
    return new TweetState(
        deletion, deletionArrivedAt, with(topics, TopicState::topic, state), sentiments);
  }

  /** This state with a sentiment, which replaces that of the same text. */
  public TweetState with(StoredSentiment sentiment) {
    return new TweetState(
        deletion,
        deletionArrivedAt,
        topics,
        with(sentiments, StoredSentiment::textHash, sentiment));
  }

  /**
   * This state with a deletion under every topic; only the deletions of single topics and the
   * sentiments are kept with it.
   */
  public TweetState deletedEverywhere(TweetVersion version, long arrivedAt) {
    return new TweetState(
        version, arrivedAt, topics.stream().filter(TopicState::isDeleted).toList(), sentiments);
  }

  /**
   * This state without raw records and sentiments that arrived before a time. A raw record that
   * waits for its sentiment is kept, however old it is.
   *
   * @return this state itself when nothing has expired
   */
  TweetState withoutOlderThan(long time) {
    List<TopicState> kept = new ArrayList<>(topics.size());
    boolean changed = false;
    for (TopicState topic : topics) {
      boolean expires =
          topic.received() != null
              && topic.arrivedAt() < time
              && topic.status() != VersionStatus.PENDING;
      kept.add(expires ? topic.withoutReceived() : topic);
      changed |= expires;
    }
    List<StoredSentiment> newer =
        sentiments.stream().filter(sentiment -> sentiment.arrivedAt() >= time).toList();
    return changed || newer.size() < sentiments.size()
        ? new TweetState(deletion, deletionArrivedAt, kept, newer)
        : this;
  }

  /** When the newest part arrived, milliseconds since the epoch. */
  long newestArrival() {
    long newest = deletionArrivedAt;
    for (TopicState topic : topics) {
      newest = Math.max(newest, topic.arrivedAt());
    }
    for (StoredSentiment sentiment : sentiments) {
      newest = Math.max(newest, sentiment.arrivedAt());
    }
    return newest;
  }

  boolean isPending() {
    return topics.stream().anyMatch(topic -> topic.status() == VersionStatus.PENDING);
  }

  /** Whether it holds nothing: a tweet that was never seen has the same state. */
  boolean isEmpty() {
    return deletion == null && topics.isEmpty() && sentiments.isEmpty();
  }

  public static Serde<TweetState> serde() {
    return new BinarySerde<>(TweetState::write, TweetState::read);
  }

  private static <T> Optional<T> find(List<T> list, Function<T, String> key, String wanted) {
    for (T entry : list) {
      if (key.apply(entry).equals(wanted)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** A list in which an entry takes the place of that with the same key, or follows the others. */
  private static <T> List<T> with(List<T> list, Function<T, String> key, T entry) {
    List<T> changed = new ArrayList<>(list.size() + 1);
    boolean replaced = false;
    for (T known : list) {
      boolean same = Objects.equals(key.apply(known), key.apply(entry));
      changed.add(same ? entry : known);
      replaced |= same;
    }
    if (!replaced) {
      changed.add(entry);
    }
    return changed;
  }

  private void write(DataOutput out) throws IOException {
    out.writeBoolean(deletion != null);
    if (deletion != null) {
      BinaryFields.version(deletion, out);
      out.writeLong(deletionArrivedAt);
    }
    BinaryFields.list(topics, TopicState::write, out);
    BinaryFields.list(sentiments, StoredSentiment::write, out);
  }

  private static TweetState read(DataInput in) throws IOException {
    boolean isDeleted = in.readBoolean();
    return new TweetState(
        isDeleted ? BinaryFields.version(in) : null,
        isDeleted ? in.readLong() : 0,
        BinaryFields.list(in, TopicState::read),
        BinaryFields.list(in, StoredSentiment::read));
  }
}
