package io.tweetsentiment.connect.s3.storage;

import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Finds the start offsets of objects around an offset without reading all of them: a store lists
 * forwards only, so the object before an offset is searched in spans before the offset that become
 * longer, and a span with more objects than a page is halved. The number of pages grows with the
 * logarithm of the number of offsets, and not with the number of objects. Pure. Threading: owned by
 * the task thread.
 */
final class StartOffsets {
  private static final long FIRST_SPAN = 1000;
  private static final long GROWTH = 8;

  /** Lists start offsets in ascending order. */
  interface Listing {
    /** Returns the start offsets from an offset on, and at least that offset's own. */
    Page from(long offset);
  }

  /**
   * A part of a listing.
   *
   * @param reach all start offsets up to this one are in the page; {@code Long.MAX_VALUE} if no
   *     object follows
   */
  record Page(NavigableSet<Long> starts, long reach) {}

  private final Listing listing;

  /** All start offsets from the first of them to {@link #reach}. */
  private final TreeSet<Long> known = new TreeSet<>();

  private long reach = -1;

  StartOffsets(Listing listing) {
    this.listing = listing;
  }

  /** Returns the greatest start offset up to an offset. Call it with increasing offsets only. */
  OptionalLong floor(long offset) {
    if (offset > reach) {
      advance(offset);
    }
    Long start = known.floor(offset);
    if (start == null) {
      return OptionalLong.empty();
    }
    known.headSet(start).clear();
    return OptionalLong.of(start);
  }

  /**
   * Returns the lowest start offset after an offset for which {@link #floor} was called; {@code
   * Long.MAX_VALUE} if there is none.
   */
  long next(long offset) {
    while (known.higher(offset) == null && reach < Long.MAX_VALUE) {
      append(listing.from(reach + 1));
    }
    Long start = known.higher(offset);
    return start == null ? Long.MAX_VALUE : start;
  }

  void add(long start) {
    known.add(start);
  }

  void remove(long start) {
    known.remove(start);
  }

  private void advance(long offset) {
    append(listing.from(reach + 1));
    if (reach >= offset) {
      return;
    }
    long low = reach + 1;
    long high = offset;
    long span = FIRST_SPAN;
    while (low <= high) {
      long from = Math.max(low, high - span + 1);
      Page page = listing.from(from);
      Long start = page.starts().floor(high);
      if (start != null) {
        known.headSet(start).clear();
        known.addAll(page.starts());
      }
      if (page.reach() < high) {
        low = page.reach() + 1;
        span = Math.max(1, (high - low + 1) / 2);
      } else if (start != null) {
        reach = Math.max(page.reach(), offset);
        return;
      } else {
        high = from - 1;
        span *= GROWTH;
      }
    }
    reach = Math.max(reach, offset);
  }

  private void append(Page page) {
    known.addAll(page.starts());
    reach = page.reach();
  }
}
