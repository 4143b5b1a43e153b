package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.rules.Contribution;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What stands in the merged topic for a tweet, and so what it adds to its window.
 *
 * @param createdAt event time of the merged version, milliseconds since the epoch
 * @param contribution what it added
 */
public record Joined(long createdAt, Contribution contribution) {

  void write(DataOutput out) throws IOException {
    out.writeLong(createdAt);
    Fields.contribution(contribution, out);
  }

  static Joined read(DataInput in) throws IOException {
    return new Joined(in.readLong(), Fields.contribution(in));
  }
}
