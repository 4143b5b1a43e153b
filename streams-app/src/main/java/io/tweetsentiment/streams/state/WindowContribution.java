package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.rules.Contribution;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a tweet adds to its window, as last published in the merged topic.
 *
 * @param createdAt event time of the merged version, milliseconds since the epoch
 * @param contribution its label and scores
 */
public record WindowContribution(long createdAt, Contribution contribution) {

  void write(DataOutput out) throws IOException {
    out.writeLong(createdAt);
    BinaryFields.contribution(contribution, out);
  }

  static WindowContribution read(DataInput in) throws IOException {
    return new WindowContribution(in.readLong(), BinaryFields.contribution(in));
  }
}
