package io.tweetsentiment.connect.s3;

import io.tweetsentiment.connect.avro.AvroData;
import java.time.Clock;

/** Makes the parts of a task from its configuration. */
final class SinkPartsFactory {
  private SinkPartsFactory() {}

  static SinkParts parts(S3SinkConfig config, ObjectStore store, Errants errants, Clock clock) {
    Format format = format(config);
    return new SinkParts(
        partitioner(config.partitioner(), clock),
        config.rotation(),
        config.compatibility(),
        config.nullValues(),
        format,
        config.keys(format.extension()),
        store,
        errants,
        clock);
  }

  private static Format format(S3SinkConfig config) {
    AvroData data = new AvroData(config.schemaCacheSize());
    return switch (config.formatName()) {
      case "ParquetFormat" -> new ParquetFormat(data, config.parquetCodec(), config.partSize());
      case "AvroFormat" -> new AvroFormat(data, config.avroCodec());
      default -> new JsonFormat(config.jsonDecimals(), config.gzip(), config.compressionLevel());
    };
  }

  private static Partitioner partitioner(PartitionerConfig config, Clock clock) {
    return switch (config.name()) {
      case "DefaultPartitioner" -> new DefaultPartitioner();
      case "FieldPartitioner" -> new FieldPartitioner(config.fields(), config.directoryDelim());
      default ->
          new TimeBasedPartitioner(
              extractor(config, clock), config.duration(), config.pathFormat(), config.zone());
    };
  }

  private static TimestampExtractor extractor(PartitionerConfig config, Clock clock) {
    return switch (config.extractorName()) {
      case "Wallclock" -> TimestampExtractor.wallclock(clock);
      case "Record" -> TimestampExtractor.record();
      default -> TimestampExtractor.field(config.timestampField());
    };
  }
}
