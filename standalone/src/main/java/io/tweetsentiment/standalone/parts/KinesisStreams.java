package io.tweetsentiment.standalone.parts;

import java.net.URI;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;

/** Creates the Kinesis stream, as an operator would do it. */
record KinesisStreams(String endpoint, String region) {

  /** Creates a stream if it does not exist, and waits until it is active. */
  void create(String name, int shards) {
    try (KinesisClient kinesis =
        KinesisClient.builder()
            .endpointOverride(URI.create(endpoint))
            .region(Region.of(region))
            .build()) {
      try {
        kinesis.createStream(request -> request.streamName(name).shardCount(shards));
      } catch (ResourceInUseException e) {
        // It exists since an earlier run.
        return;
      }
      kinesis.waiter().waitUntilStreamExists(request -> request.streamName(name));
    }
  }
}
