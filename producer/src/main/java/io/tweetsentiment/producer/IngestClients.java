package io.tweetsentiment.producer;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.tweetsentiment.producer.avro.RegistryConfig;
import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.CheckpointConfig;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.checkpoint.FileCheckpoints;
import io.tweetsentiment.producer.checkpoint.S3Checkpoints;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.sink.FileSink;
import io.tweetsentiment.producer.sink.KafkaSink;
import io.tweetsentiment.producer.sink.KinesisConfig;
import io.tweetsentiment.producer.sink.KinesisSink;
import io.tweetsentiment.producer.sink.RecordSink;
import io.tweetsentiment.producer.sink.SinkConfig;
import io.tweetsentiment.producer.sink.StreamSink;
import io.tweetsentiment.producer.staging.LocalPages;
import io.tweetsentiment.producer.staging.PageStore;
import io.tweetsentiment.producer.staging.S3Pages;
import io.tweetsentiment.producer.staging.StagingConfig;
import io.tweetsentiment.producer.x.XConfig;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The clients of a run. They are created only here.
 *
 * @param encoder for Avro; empty when the sink takes lines of JSON
 */
record IngestClients(
    HttpClient http,
    RecordSink sink,
    Optional<TweetEncoder> encoder,
    CheckpointStore checkpoints,
    PageStore pages,
    Clock clock,
    Sleeper sleeper)
    implements AutoCloseable {

  private static final int REMEMBERED_SCHEMAS = 100;

  static IngestClients open(IngestConfig config, Clock clock) {
    return open(config, sink(config), clock);
  }

  static IngestClients open(IngestConfig config, KinesisClient kinesis, Clock clock) {
    return open(config, new KinesisSink(kinesis, config.kinesis(), Sleeper.THREAD), clock);
  }

  private static IngestClients open(IngestConfig config, RecordSink sink, Clock clock) {
    return new IngestClients(
        http(config.x()),
        sink,
        config.sink().json()
            ? Optional.empty()
            : Optional.of(new TweetEncoder(registry(config.registry()), config.registry())),
        checkpoints(config, clock),
        pages(config),
        clock,
        Sleeper.THREAD);
  }

  private static RecordSink sink(IngestConfig config) {
    return switch (config.sink().kind()) {
      case KINESIS -> new KinesisSink(kinesis(config), config.kinesis(), Sleeper.THREAD);
      case KAFKA -> new KafkaSink(kafka(config.sink()), config.registry().topic());
      case FILE -> new FileSink(config.sink().file());
      case STDOUT -> new StreamSink(System.out);
    };
  }

  private static Producer<byte[], byte[]> kafka(SinkConfig config) {
    try {
      return new KafkaProducer<>(
          config.producer(), new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SettingsException(
          "Kafka's client cannot be created: " + cause.getMessage() + "; check the kafka. keys.",
          e);
    }
  }

  static HttpClient http(XConfig config) {
    return HttpClient.newBuilder()
        .version(config.httpVersion())
        .connectTimeout(config.connectTimeout())
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  private static KinesisClient kinesis(IngestConfig config) {
    KinesisConfig kinesis = config.kinesis();
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .overrideConfiguration(override -> override.apiCallTimeout(kinesis.timeout()));
    kinesis.endpoint().ifPresent(builder::endpointOverride);
    kinesis.region().map(Region::of).ifPresent(builder::region);
    config.awsKeys().ifPresent(builder::credentialsProvider);
    return inRegion(builder::build);
  }

  private static S3Client s3(IngestConfig config, Optional<URI> endpoint) {
    S3ClientBuilder builder = S3Client.builder();
    config.kinesis().region().map(Region::of).ifPresent(builder::region);
    config.awsKeys().ifPresent(builder::credentialsProvider);
    endpoint.ifPresent(address -> builder.endpointOverride(address).forcePathStyle(true));
    return inRegion(builder::build);
  }

  private static PageStore pages(IngestConfig config) {
    StagingConfig staging = config.staging();
    return switch (staging.store()) {
      case "local" -> new LocalPages(staging.folder());
      case "s3" -> new S3Pages(s3(config, staging.endpoint()), staging.bucket(), staging.prefix());
      default -> PageStore.NONE;
    };
  }

  private static SchemaRegistryClient registry(RegistryConfig config) {
    return SchemaRegistryClientFactory.newClient(
        config.urls(),
        REMEMBERED_SCHEMAS,
        List.of(new AvroSchemaProvider()),
        config.properties(),
        Map.of());
  }

  static CheckpointStore checkpoints(IngestConfig config, Clock clock) {
    CheckpointConfig checkpoints = config.checkpoints();
    if (!checkpoints.shared()) {
      return new FileCheckpoints(checkpoints.file());
    }
    return new S3Checkpoints(s3(config, checkpoints.endpoint()), checkpoints, clock);
  }

  /** Builds a client; the only thing that can be missing is the region. */
  private static <T> T inRegion(Supplier<T> client) {
    try {
      return client.get();
    } catch (SdkClientException e) {
      throw new SettingsException(
          "the AWS SDK finds no region; set aws.region, or AWS_REGION in the environment.", e);
    }
  }

  @Override
  public void close() {
    sink.close();
    pages.close();
    try {
      if (encoder.isPresent()) {
        encoder.get().close();
      }
      checkpoints.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
