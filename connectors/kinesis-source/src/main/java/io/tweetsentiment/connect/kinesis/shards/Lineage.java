package io.tweetsentiment.connect.kinesis.shards;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parents of the listed shards. Pure. */
public record Lineage(Map<String, List<String>> parents) {
  public static Lineage of(Collection<Shard> shards) {
    Map<String, List<String>> parents = new LinkedHashMap<>();
    shards.forEach(shard -> parents.put(shard.id(), shard.parents()));
    return new Lineage(parents);
  }

  /** Whether Kinesis still lists the shard; a shard that expired has no records any more. */
  public boolean lists(String shard) {
    return parents.containsKey(shard);
  }

  /** Returns all known ancestors, the nearest first; the most distant ones may have expired. */
  public Set<String> ancestors(String shard) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(parents.getOrDefault(shard, List.of()));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (found.add(next)) {
        open.addAll(parents.getOrDefault(next, List.of()));
      }
    }
    return found;
  }

  /** Returns the part for some shards: the shards and their ancestors. */
  public Lineage restrictedTo(List<String> shards) {
    Set<String> kept = new LinkedHashSet<>(shards);
    shards.forEach(shard -> kept.addAll(ancestors(shard)));
    Map<String, List<String>> part = new LinkedHashMap<>();
    kept.stream().filter(this::lists).forEach(shard -> part.put(shard, parents.get(shard)));
    return new Lineage(part);
  }
}
