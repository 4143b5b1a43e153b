package io.tweetsentiment.connect.s3.partitioner;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQuery;

/**
 * A reading of the clock that a change of the clock skips, for example the midnight of a day that
 * begins at 1 o'clock. It is formatted as it would be if it existed.
 *
 * @param local the reading
 * @param next the first moment after the gap plus the distance into it, for the offset and the zone
 */
record SkippedTime(LocalDateTime local, ZonedDateTime next) implements TemporalAccessor {
  @Override
  public boolean isSupported(TemporalField field) {
    return next.isSupported(field);
  }

  @Override
  public long getLong(TemporalField field) {
    return local.isSupported(field) ? local.getLong(field) : next.getLong(field);
  }

  @Override
  public <R> R query(TemporalQuery<R> query) {
    R found = local.query(query);
    return found == null ? next.query(query) : found;
  }
}
