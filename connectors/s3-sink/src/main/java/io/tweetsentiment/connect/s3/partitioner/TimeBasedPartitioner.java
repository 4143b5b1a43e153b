package io.tweetsentiment.connect.s3.partitioner;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Partitions by the time of the record, for example {@code dt=2020-10-21}.
 *
 * @param duration length of one partition in milliseconds; times are rounded down to a multiple of
 *     it in local time before they are formatted
 */
public record TimeBasedPartitioner(
    TimestampExtractor extractor, long duration, DateTimeFormatter format, ZoneId zone)
    implements Partitioner {

  @Override
  public String path(SinkRecord record) {
    Instant time = Instant.ofEpochMilli(extractor.extract(record));
    long shift = zone.getRules().getOffset(time).getTotalSeconds() * 1000L;
    long start = Math.floorDiv(time.toEpochMilli() + shift, duration) * duration - shift;
    return format.format(Instant.ofEpochMilli(start).atZone(zone));
  }

  @Override
  public OptionalLong timestamp(SinkRecord record) {
    return OptionalLong.of(extractor.extract(record));
  }
}
