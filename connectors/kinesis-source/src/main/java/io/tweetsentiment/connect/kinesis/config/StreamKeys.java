package io.tweetsentiment.connect.kinesis.config;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;

/** Keys for the stream, the position in it, and the topic. */
final class StreamKeys {
  static final String TOPIC = "kafka.topic";
  static final String STREAM = "kinesis.stream";
  static final String REGION = "kinesis.region";
  static final String SHARD_ID = "kinesis.shard.id";
  static final String POSITION = "kinesis.position";
  static final String TIMESTAMP = "kinesis.shard.timestamp";
  static final String RECORD_LIMIT = "kinesis.record.limit";
  static final String DEAGGREGATION = "kinesis.record.deaggregation.enable";
  static final String READ_MODE = "kinesis.read.mode";
  static final String CONSUMER_NAME = "kinesis.fanout.consumer.name";
  static final String MAX_BYTES = "kinesis.record.max.bytes";
  static final String OVERSIZE_TOPIC = "kinesis.record.oversize.topic";

  private StreamKeys() {}

  static void define(ConfigDef def) {
    def.define(
            TOPIC,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Kafka topic to write to.")
        .define(
            STREAM,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Kinesis stream to read.")
        .define(
            REGION,
            ConfigDef.Type.STRING,
            "US_EAST_1",
            new NonEmptyString(),
            Importance.HIGH,
            "Region of the stream; US_EAST_1 and us-east-1 mean the same.")
        .define(
            SHARD_ID,
            ConfigDef.Type.STRING,
            ".*",
            Validators.PATTERN,
            Importance.MEDIUM,
            "Regular expression for the ids of the shards to read; it must match the whole id.")
        .define(
            POSITION,
            ConfigDef.Type.STRING,
            "TRIM_HORIZON",
            ConfigDef.CaseInsensitiveValidString.in("TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"),
            Importance.MEDIUM,
            "Where to start a shard without a committed offset: TRIM_HORIZON for the oldest record,"
                + " LATEST for records that arrive after the connector's start, or AT_TIMESTAMP.")
        .define(
            TIMESTAMP,
            ConfigDef.Type.STRING,
            "",
            Validators.TIME,
            Importance.MEDIUM,
            "Arrival time from which AT_TIMESTAMP reads, for example 2026-01-31T12:00:00Z or"
                + " milliseconds since the epoch.")
        .define(
            RECORD_LIMIT,
            ConfigDef.Type.INT,
            500,
            Range.between(1, 10_000),
            Importance.MEDIUM,
            "Maximum number of records per read of a shard.")
        .define(
            DEAGGREGATION,
            ConfigDef.Type.BOOLEAN,
            true,
            Importance.LOW,
            "Whether a record that the Kinesis Producer Library aggregated becomes the records in"
                + " it.")
        .define(
            READ_MODE,
            ConfigDef.Type.STRING,
            "polling",
            ConfigDef.CaseInsensitiveValidString.in("polling", "fanout"),
            Importance.MEDIUM,
            "polling asks each shard for records. fanout has them pushed by enhanced fan-out, with"
                + " less delay and a throughput of its own, at a price; if the stream has no place"
                + " for another consumer, it is polled.")
        .define(
            CONSUMER_NAME,
            ConfigDef.Type.STRING,
            "",
            Validators.CONSUMER,
            Importance.LOW,
            "Name of the consumer that fanout registers; empty for kafka-connect- and the name of the"
                + " connector. Two connectors must not share one.")
        .define(
            MAX_BYTES,
            ConfigDef.Type.INT,
            0,
            Range.atLeast(0),
            Importance.LOW,
            "Most bytes of data and partition key that a record sent to kafka.topic may have; 0 for"
                + " no limit. Set it 2,000 bytes below the smaller one of the producer's"
                + " max.request.size and the topic's max.message.bytes.")
        .define(
            OVERSIZE_TOPIC,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "Dead letter topic for larger records, which are sent to it in pieces of at most 512"
                + " KiB; empty to fail the task instead.");
  }
}
