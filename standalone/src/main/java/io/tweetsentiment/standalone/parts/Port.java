package io.tweetsentiment.standalone.parts;

/** The parts that listen on a port, with their default ports. */
public enum Port {
  PAGE("page", 8080),
  REGISTRY("registry", 8081),
  CONNECT("connect", 8083),
  STREAMS("streams", 8085),
  X_API("x-api", 8090),
  S3("s3", 9000),
  KAFKA("kafka", 9092),
  KAFKA_CONTROLLER("kafka-controller", 9093),
  KINESIS("kinesis", 4567),
  COMPREHEND("comprehend", 4568),
  POSTGRES("postgres", 5432);

  private final String partName;
  private final int number;

  Port(String partName, int number) {
    this.partName = partName;
    this.number = number;
  }

  /** Name of the part that listens there. */
  public String partName() {
    return partName;
  }

  int number() {
    return number;
  }
}
