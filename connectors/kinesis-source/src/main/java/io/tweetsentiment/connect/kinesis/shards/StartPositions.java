package io.tweetsentiment.connect.kinesis.shards;

import java.util.Map;
import java.util.Set;

/**
 * Decides from which position a shard is read. Pure.
 *
 * @param configured the start of a shard without a committed offset
 * @param late shards that appeared after the connector started
 * @param committed committed positions of the shards and their ancestors, by shard
 */
public record StartPositions(
    Position configured, Lineage lineage, Set<String> late, Map<String, Position> committed) {

  /**
   * Returns the position of a shard: after the committed record, if there is one. Otherwise the
   * first record, if a record of an ancestor is committed or the shard appeared after the start,
   * because all its records are newer than the configured position. Otherwise the configured
   * position.
   */
  public Position of(String shard) {
    Position position = committed.get(shard);
    if (position != null) {
      return position;
    }
    boolean heir =
        late.contains(shard) || lineage.ancestors(shard).stream().anyMatch(committed::containsKey);
    return heir ? new Position.TrimHorizon() : configured;
  }

  /**
   * Whether an ancestor that was read has expired, so that it is unknown whether it was read to its
   * end.
   */
  public boolean lostAncestor(String shard) {
    return lineage.ancestors(shard).stream()
        .anyMatch(ancestor -> committed.containsKey(ancestor) && !lineage.lists(ancestor));
  }

  /** Returns the same with other committed positions. */
  public StartPositions with(Map<String, Position> newer) {
    return new StartPositions(configured, lineage, late, newer);
  }
}
