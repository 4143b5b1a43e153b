package io.tweetsentiment.standalone.bench.live;

import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.util.Map;

/** The addresses of a run into which a benchmark puts records. */
public record TargetRun(Ports ports) {

  public static final String STREAM = "tweets";
  public static final String REGION = "us-east-1";

  /** Prefix of the keys of the sink's objects of merged tweets. */
  public static final String MERGED_PREFIX = "topics/tweets.merged/";

  /** URL of Kinesis. */
  public String kinesis() {
    return ports.url(Port.KINESIS);
  }

  /** URL of the API of the schema registry. */
  public String registry() {
    return ports.url(Port.REGISTRY) + "/apis/ccompat/v7";
  }

  /** JDBC URL of the warehouse. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + ports.address(Port.POSTGRES) + "/sentiment";
  }

  /** URL of S3. */
  public String s3() {
    return ports.url(Port.S3);
  }

  /** Properties of a Kafka client of bytes. */
  public Map<String, Object> kafka() {
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
