package io.tweetsentiment.streams.state;

import static java.util.Objects.requireNonNull;

import io.tweetsentiment.schemas.rules.TweetVersion;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The newest version of a tweet under one topic.
 *
 * @param topic subject that was searched for
 * @param version the newest version
 * @param status what became of it
 * @param textHash hash of its text; null in a deletion
 * @param createdAt its event time, milliseconds since the epoch; 0 in a deletion
 * @param arrivedAt when it was staged, milliseconds since the epoch
 * @param joined what stands in the merged topic, of this version or of one before; null for nothing
 */
public record TopicState(
    String topic,
    TweetVersion version,
    Status status,
    String textHash,
    long createdAt,
    long arrivedAt,
    Joined joined) {

  public TopicState {
    requireNonNull(topic, "topic");
    requireNonNull(version, "version");
    requireNonNull(status, "status");
  }

  public static TopicState deleted(String topic, TweetVersion version, long arrivedAt) {
    return new TopicState(topic, version, Status.DELETED, null, 0, arrivedAt, null);
  }

  public boolean isDeleted() {
    return status == Status.DELETED;
  }

  /** Whether this version waits for the sentiment of a text. */
  public boolean awaits(String hash) {
    return status == Status.PENDING && hash.equals(textHash);
  }

  public TopicState withVersion(TweetVersion raised) {
    return new TopicState(topic, raised, status, textHash, createdAt, arrivedAt, joined);
  }

  public TopicState merged(Joined now) {
    return new TopicState(topic, version, Status.MERGED, textHash, createdAt, arrivedAt, now);
  }

  public TopicState rejected() {
    return new TopicState(topic, version, Status.REJECTED, textHash, createdAt, arrivedAt, null);
  }

  void write(DataOutput out) throws IOException {
    Fields.text(topic, out);
    Fields.version(version, out);
    out.writeByte(status.code());
    out.writeBoolean(textHash != null);
    if (textHash != null) {
      Fields.hash(textHash, out);
    }
    out.writeLong(createdAt);
    out.writeLong(arrivedAt);
    out.writeBoolean(joined != null);
    if (joined != null) {
      joined.write(out);
    }
  }

  static TopicState read(DataInput in) throws IOException {
    return new TopicState(
        Fields.text(in),
        Fields.version(in),
        Status.of(in.readByte()),
        in.readBoolean() ? Fields.hash(in) : null,
        in.readLong(),
        in.readLong(),
        in.readBoolean() ? Joined.read(in) : null);
  }
}
