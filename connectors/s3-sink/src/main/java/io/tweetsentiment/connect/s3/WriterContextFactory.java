package io.tweetsentiment.connect.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.connect.avro.AvroData;
import io.tweetsentiment.connect.avro.Decimals;
import io.tweetsentiment.connect.s3.config.PartitionerConfig;
import io.tweetsentiment.connect.s3.config.S3SinkConfig;
import io.tweetsentiment.connect.s3.format.AvroFormat;
import io.tweetsentiment.connect.s3.format.ByteArrayFormat;
import io.tweetsentiment.connect.s3.format.Format;
import io.tweetsentiment.connect.s3.format.JsonFormat;
import io.tweetsentiment.connect.s3.format.ParquetFormat;
import io.tweetsentiment.connect.s3.partitioner.DefaultPartitioner;
import io.tweetsentiment.connect.s3.partitioner.FieldPartitioner;
import io.tweetsentiment.connect.s3.partitioner.Partitioner;
import io.tweetsentiment.connect.s3.partitioner.TimeBasedPartitioner;
import io.tweetsentiment.connect.s3.partitioner.TimestampExtractor;
import io.tweetsentiment.connect.s3.storage.CallDeadline;
import io.tweetsentiment.connect.s3.storage.ObjectStore;
import io.tweetsentiment.connect.s3.writer.ErrantRecords;
import io.tweetsentiment.connect.s3.writer.OpenMemory;
import io.tweetsentiment.connect.s3.writer.WriterContext;
import java.time.Clock;

/** Creates the writer context of a task from its configuration. */
final class WriterContextFactory {
  private WriterContextFactory() {}

  static WriterContext context(
      S3SinkConfig config,
      ObjectStore store,
      ErrantRecords errants,
      CallDeadline deadline,
      OpenMemory memory,
      Clock clock) {
    Format format = format(config);
    return new WriterContext(
        partitioner(config.partitioner(), clock),
        config.rotation(),
        config.compatibility(),
        config.nullValues(),
        format,
        config.keys(format.extension()),
        store,
        errants,
        deadline,
        memory,
        clock);
  }

  private static Format format(S3SinkConfig config) {
    Decimals decimals = new Decimals(config.decimalPrecision(), config.decimalPrecision());
    AvroData data = new AvroData(config.schemaCacheSize(), decimals);
    return switch (config.formatName()) {
      case "ParquetFormat" -> new ParquetFormat(data, config.parquetCodec(), config.partSize());
      case "AvroFormat" -> new AvroFormat(data, config.avroCodec());
      case "JsonFormat" -> new JsonFormat(config.jsonDecimals(), config.gzip());
      case "ByteArrayFormat" ->
          new ByteArrayFormat(
              config.byteArrayExtension(),
              config.byteArraySeparator().getBytes(UTF_8),
              config.gzip());
      default -> config.customFormat();
    };
  }

  private static Partitioner partitioner(PartitionerConfig config, Clock clock) {
    if (config.timeBased()) {
      return new TimeBasedPartitioner(
          extractor(config, clock), config.duration(), config.pathFormat(), config.zone());
    }
    return switch (config.name()) {
      case "DefaultPartitioner" -> new DefaultPartitioner();
      case "FieldPartitioner" ->
          new FieldPartitioner(config.fields(), config.directoryDelim(), config.unsafeValues());
      default -> config.custom();
    };
  }

  private static TimestampExtractor extractor(PartitionerConfig config, Clock clock) {
    return switch (config.extractorName()) {
      case "Wallclock" -> TimestampExtractor.wallclock(clock);
      case "Record" -> TimestampExtractor.record();
      default -> TimestampExtractor.field(config.timestampField(), config.timestampUnit());
    };
  }
}
