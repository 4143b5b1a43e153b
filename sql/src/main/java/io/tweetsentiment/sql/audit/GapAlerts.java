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
 * Reports each gap once. The sink closes the objects of several days one after the other, so a gap
 * is reported only when it has existed for a while.
 */
public final class GapAlerts {

  static final Duration MINIMUM_AGE = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<OffsetGap, Instant> firstSeen = new HashMap<>();
  private final Set<OffsetGap> reported = new HashSet<>();

  public GapAlerts(Clock clock) {
    this.clock = clock;
  }

  /** The gaps to report now. */
  List<OffsetGap> due(Collection<OffsetGap> gaps) {
    Instant now = clock.instant();
    firstSeen.keySet().retainAll(gaps);
    reported.retainAll(gaps);
    gaps.forEach(gap -> firstSeen.putIfAbsent(gap, now));
    return gaps.stream()
        .filter(gap -> !firstSeen.get(gap).plus(MINIMUM_AGE).isAfter(now))
        .filter(reported::add)
        .toList();
  }
}
