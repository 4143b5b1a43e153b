package io.tweetsentiment.sql.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says of each gap once that it is there. Objects of several days close one after the other, so a
 * gap counts only when it has been there for a while.
 */
public final class GapAlerts {

  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<OffsetGap, Instant> seen = new HashMap<>();
  private final Set<OffsetGap> told = new HashSet<>();

  public GapAlerts(Clock clock) {
    this.clock = clock;
  }

  /** Those of the gaps that are there now which have to be told now. */
  List<OffsetGap> due(Collection<OffsetGap> gaps) {
    Instant now = clock.instant();
    seen.keySet().retainAll(gaps);
    told.retainAll(gaps);
    gaps.forEach(gap -> seen.putIfAbsent(gap, now));
    return gaps.stream()
        .filter(gap -> !seen.get(gap).plus(PATIENCE).isAfter(now))
        .filter(told::add)
        .toList();
  }
}
