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
 * @param status state of that version
 * @param textHash hash of its text; null in a deletion
 * @param createdAt its event time, milliseconds since the epoch; 0 in a deletion
 * @param arrivedAt when it was staged, milliseconds since the epoch
 * @param published contribution as last published, by this version or an earlier one; null for none
 * @param received its raw record; null in a deletion and once it has expired
 */
public record TopicState(
    String topic,
    TweetVersion version,
    VersionStatus status,
    String textHash,
    long createdAt,
    long arrivedAt,
    WindowContribution published,
    ReceivedTweet received) {

  public TopicState {
    requireNonNull(topic, "topic");
    requireNonNull(version, "version");
    requireNonNull(status, "status");
  }

  public static TopicState deleted(String topic, TweetVersion version, long arrivedAt) {
    return new TopicState(topic, version, VersionStatus.DELETED, null, 0, arrivedAt, null, null);
  }

  public boolean isDeleted() {
    return status == VersionStatus.DELETED;
  }

  /** Whether this version waits for the sentiment of a text. */
  public boolean awaits(String hash) {
    return status == VersionStatus.PENDING && hash.equals(textHash);
  }

  public TopicState withVersion(TweetVersion raised) {
    return new TopicState(
        topic, raised, status, textHash, createdAt, arrivedAt, published, received);
  }

  public TopicState merged(WindowContribution now) {
    return new TopicState(
        topic, version, VersionStatus.MERGED, textHash, createdAt, arrivedAt, now, received);
  }

  public TopicState rejected() {
    return new TopicState(
        topic, version, VersionStatus.REJECTED, textHash, createdAt, arrivedAt, null, received);
  }

  /** Whether a sentiment of a text can be joined with this version. */
  public boolean canJoin(String hash) {
    return received != null && hash.equals(textHash);
  }

  /** This state without the raw record, which has expired: it can no longer be joined. */
  TopicState withoutReceived() {
    return new TopicState(topic, version, status, textHash, createdAt, arrivedAt, published, null);
  }

  void write(DataOutput out) throws IOException {
    BinaryFields.text(topic, out);
    BinaryFields.version(version, out);
    out.writeByte(status.code());
    out.writeBoolean(textHash != null);
    if (textHash != null) {
      BinaryFields.hash(textHash, out);
    }
    out.writeLong(createdAt);
    out.writeLong(arrivedAt);
    out.writeBoolean(published != null);
    if (published != null) {
      published.write(out);
    }
    out.writeBoolean(received != null);
    if (received != null) {
      received.write(out);
    }
  }

  static TopicState read(DataInput in) throws IOException {
    return new TopicState(
        BinaryFields.text(in),
        BinaryFields.version(in),
        VersionStatus.of(in.readByte()),
        in.readBoolean() ? BinaryFields.hash(in) : null,
        in.readLong(),
        in.readLong(),
        in.readBoolean() ? WindowContribution.read(in) : null,
        in.readBoolean() ? ReceivedTweet.read(in) : null);
  }
}
