package io.tweetsentiment.standalone.bench.broken;

import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.util.Map;

/** The addresses of the run into which the mix is put. */
record TargetRun(Ports ports) {

  static final String STREAM = "tweets";
  static final String REGION = "us-east-1";

  /** Prefix of the keys of the sink's objects of merged tweets. */
  static final String MERGED_PREFIX = "topics/tweets.merged/";

  String kinesis() {
    return ports.url(Port.KINESIS);
  }

  String registry() {
    return ports.url(Port.REGISTRY) + "/apis/ccompat/v7";
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + ports.address(Port.POSTGRES) + "/sentiment";
  }

  String s3() {
    return ports.url(Port.S3);
  }

  /** Properties of a Kafka client of bytes. */
  Map<String, Object> kafka() {
    String bytes = "org.apache.kafka.common.serialization.ByteArray";
    return Map.of(
        "bootstrap.servers",
        ports.address(Port.KAFKA),
        "key.serializer",
        bytes + "Serializer",
        "value.serializer",
        bytes + "Serializer",
        "key.deserializer",
        bytes + "Deserializer",
        "value.deserializer",
        bytes + "Deserializer",
        "isolation.level",
        "read_committed");
  }
}
