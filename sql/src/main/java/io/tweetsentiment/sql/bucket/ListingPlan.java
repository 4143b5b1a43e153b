package io.tweetsentiment.sql.bucket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/**
 * Decides which folders of a topic, which are days, a pass lists, so that the number of requests
 * does not grow with the history.
 *
 * <p>A pass lists the newest days, days that it sees for the first time, and days in which an
 * object was new within the last hour. All other days are listed when {@code every} has passed: a
 * late object in an old day is found then, and its day is listed by every pass afterwards.
 *
 * <p>Threading: owned by the loader.
 */
public final class ListingPlan {

  /** Tweets of the day before arrive after midnight. */
  private static final int NEWEST = 2;

  private static final Duration ACTIVE = Duration.ofHours(1);

  private final Clock clock;
  private final Duration every;
  private final Map<String, Instant> lastNew = new HashMap<>();
  private NavigableSet<String> known;
  private Instant listedAll;

  /**
   * A plan for one topic.
   *
   * @param every pause after which all folders are listed
   */
  public ListingPlan(Clock clock, Duration every) {
    this.clock = clock;
    this.every = every;
  }

  /** Whether the next pass has to list everything. */
  public boolean isEverythingDue() {
    return listedAll == null || !clock.instant().isBefore(listedAll.plus(every));
  }

  /** Notes that everything was listed; {@code folders} are those that had objects. */
  public void listedEverything(Instant start, NavigableSet<String> folders) {
    listedAll = start;
    known = folders;
  }

  /** Notes that a folder contains an object that is to be loaded. */
  public void foundNew(String folder) {
    lastNew.put(folder, clock.instant());
  }

  /**
   * The folders to list.
   *
   * @param all the folders that exist now
   */
  public List<String> folders(NavigableSet<String> all) {
    Instant since = clock.instant().minus(ACTIVE);
    lastNew.values().removeIf(time -> time.isBefore(since));
    List<String> listed = new ArrayList<>();
    int newest = NEWEST;
    for (String folder : all.descendingSet()) {
      if (newest-- > 0 || lastNew.containsKey(folder) || !known.contains(folder)) {
        listed.add(folder);
      }
    }
    // A folder stays new until it is old enough to have been listed with its objects.
    listed.stream().filter(folder -> !known.contains(folder)).forEach(this::foundNew);
    known.addAll(all);
    return listed;
  }
}
