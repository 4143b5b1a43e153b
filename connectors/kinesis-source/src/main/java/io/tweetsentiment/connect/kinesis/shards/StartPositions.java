package io.tweetsentiment.connect.kinesis.shards;

import java.util.Map;
import java.util.Set;

/**
 * Decides from where a shard is read. Pure.
 *
 * @param configured where a shard starts of which nothing is known
 * @param late shards that appeared after the connector had started
 * @param committed committed sequence number by shard, of the shards and their ancestors
 */
public record StartPositions(
    Position configured, Lineage lineage, Set<String> late, Map<String, String> committed) {

  /**
   * After the committed record; else, when a record of an ancestor is committed or the shard
   * appeared since the start, from its first record, for all of it is newer than what was asked
   * for; else where the configuration says.
   */
  public Position of(String shard) {
    String sequenceNumber = committed.get(shard);
    if (sequenceNumber != null) {
      return new Position.After(sequenceNumber);
    }
    boolean heir =
        late.contains(shard) || lineage.ancestors(shard).stream().anyMatch(committed::containsKey);
    return heir ? new Position.TrimHorizon() : configured;
  }

  /**
   * Whether an ancestor that was read has expired: nobody can tell whether it was read to its end.
   */
  public boolean lostAncestor(String shard) {
    return lineage.ancestors(shard).stream()
        .anyMatch(ancestor -> committed.containsKey(ancestor) && !lineage.lists(ancestor));
  }

  public StartPositions with(Map<String, String> newer) {
    return new StartPositions(configured, lineage, late, newer);
  }
}
