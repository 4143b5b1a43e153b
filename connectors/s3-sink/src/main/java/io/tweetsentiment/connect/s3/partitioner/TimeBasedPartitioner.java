package io.tweetsentiment.connect.s3.partitioner;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Partitions by the time of the record, for example {@code dt=2020-10-21}.
 *
 * @param duration length of one partition in milliseconds on the clock of the zone. The reading of
 *     that clock is rounded down to a multiple of it and then formatted, so a day is the calendar
 *     day of the zone, also if it has 23 or 25 hours.
 */
public record TimeBasedPartitioner(
    TimestampExtractor extractor, long duration, DateTimeFormatter format, ZoneId zone)
    implements Partitioner {

  @Override
  public String path(SinkRecord record) {
    return path(extractor.extract(record));
  }

  String path(long millis) {
    ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(zone);
    long local = time.toLocalDateTime().toInstant(ZoneOffset.UTC).toEpochMilli();
    LocalDateTime start =
        LocalDateTime.ofInstant(
            Instant.ofEpochMilli(Math.floorDiv(local, duration) * duration), ZoneOffset.UTC);
    // Of an hour that occurs twice, the start has the offset of the record.
    ZonedDateTime zoned = ZonedDateTime.ofLocal(start, zone, time.getOffset());
    return format.format(
        zoned.toLocalDateTime().equals(start) ? zoned : new SkippedTime(start, zoned));
  }

  @Override
  public OptionalLong timestamp(SinkRecord record) {
    return OptionalLong.of(extractor.extract(record));
  }
}
