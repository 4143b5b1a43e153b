package io.tweetsentiment.standalone.parts;

import java.net.URI;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;

/** Makes the Kinesis stream, as an operator would. */
record KinesisStreams(String endpoint, String region) {

  /** Creates a stream unless it is there, and waits until it can be used. */
  void create(String name, int shards) {
    try (KinesisClient kinesis =
        KinesisClient.builder()
            .endpointOverride(URI.create(endpoint))
            .region(Region.of(region))
            .build()) {
      try {
        kinesis.createStream(request -> request.streamName(name).shardCount(shards));
      } catch (ResourceInUseException e) {
        // It is there from an earlier run.
        return;
      }
      kinesis.waiter().waitUntilStreamExists(request -> request.streamName(name));
    }
  }
}
