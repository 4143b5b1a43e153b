package io.tweetsentiment.connect.kinesis;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A shard, and what must be read before it.
 *
 * @param id shard id
 * @param parents shards that it was made of and that the stream still lists: one after a split, two
 *     after a merge
 * @param descendant whether it was made of others at all, listed or not
 * @param closed whether it takes no more records
 */
record StreamShard(String id, List<String> parents, boolean descendant, boolean closed) {

  private static final String FIELD = ":";
  private static final String PARENT = "+";

  StreamShard {
    requireNonNull(id, "id");
    parents = List.copyOf(parents);
  }

  /** The shard as one word, for a task's configuration. */
  String encoded() {
    return String.join(
        FIELD,
        id,
        String.join(PARENT, parents),
        Boolean.toString(descendant),
        Boolean.toString(closed));
  }

  /** Reads {@link #encoded} back. */
  static StreamShard decode(String encoded) {
    String[] fields = encoded.split(FIELD, -1);
    if (fields.length != 4) {
      throw new IllegalArgumentException("not a shard of a task's configuration: " + encoded);
    }
    List<String> parents =
        Arrays.stream(fields[1].split("[" + PARENT + "]", -1))
            .filter(parent -> !parent.isEmpty())
            .collect(Collectors.toList());
    return new StreamShard(
        fields[0], parents, Boolean.parseBoolean(fields[2]), Boolean.parseBoolean(fields[3]));
  }
}
