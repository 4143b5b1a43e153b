package io.tweetsentiment.sql;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The only place that creates an S3 client. */
final class S3Clients {

  private S3Clients() {}

  static S3Client of(LoaderConfig config) {
    S3ClientBuilder builder = S3Client.builder().region(Region.of(config.awsRegion()));
    config
        .awsEndpoint()
        .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
    return builder.build();
  }
}
