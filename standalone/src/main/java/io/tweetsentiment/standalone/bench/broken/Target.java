package io.tweetsentiment.standalone.bench.broken;

import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Path;
import java.util.Map;

/** The run that the mix is put into, as it is seen from outside. */
record Target(Ports ports, Path data) {

  static final String STREAM = "tweets";
  static final String REGION = "us-east-1";

  String kinesis() {
    return ports.url(Port.KINESIS);
  }

  String registry() {
    return ports.url(Port.REGISTRY) + "/apis/ccompat/v7";
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + ports.address(Port.POSTGRES) + "/sentiment";
  }

  /** Where the sink's objects of the merged tweets lie. */
  Path mergedFolder() {
    return data.resolve("s3/tweet-sentiment/topics/tweets.merged");
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
