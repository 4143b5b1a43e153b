package io.tweetsentiment.standalone.bench.broken;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tweetsentiment.producer.IngestConfig;
import io.tweetsentiment.producer.IngestRun;
import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.standalone.bench.broken.kinds.Draft;
import io.tweetsentiment.standalone.bench.broken.kinds.SampleTweet;
import io.tweetsentiment.standalone.bench.broken.kinds.Schemas;
import io.tweetsentiment.standalone.bench.live.TargetRun;
import io.tweetsentiment.standalone.parts.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts records into a running pipeline at their entry points. */
final class Injector {

  private final TargetRun target;
  private final Map<String, Integer> ids = new HashMap<>();

  /** Registers the schemas of the mix. */
  Injector(TargetRun target) throws IOException, RestClientException {
    this.target = target;
    try (SchemaRegistryClient registry = new CachedSchemaRegistryClient(target.registry(), 100)) {
      for (Map.Entry<String, Schema> schema : Schemas.all().entrySet()) {
        String subject = "bench-broken-" + schema.getKey();
        ids.put(schema.getKey(), registry.register(subject, new AvroSchema(schema.getValue())));
      }
    }
  }

  /** Puts records into the stream under their keys. */
  void intoKinesis(List<Draft> drafts) {
    try (KinesisClient kinesis = kinesis()) {
      for (Draft draft : drafts) {
        kinesis.putRecord(
            record ->
                record
                    .streamName(TargetRun.STREAM)
                    .partitionKey(new String(draft.key(), UTF_8))
                    .data(SdkBytes.fromByteArray(bytes(draft))));
      }
    }
  }

  /** Writes records to a topic and waits until the broker has them. */
  void intoKafka(Topics topic, List<Draft> drafts) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(target.kafka())) {
      Future<RecordMetadata> last = null;
      for (Draft draft : drafts) {
        last = producer.send(new ProducerRecord<>(topic.topicName(), draft.key(), bytes(draft)));
      }
      producer.flush();
      if (last != null) {
        last.get();
      }
    }
  }

  /** Puts objects beside those of the sink; the key is the object's name. */
  void intoBucket(List<Draft> drafts) {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(URI.create(target.s3()))
            .region(Region.of(TargetRun.REGION))
            .credentialsProvider(credentials())
            .forcePathStyle(true)
            .build()) {
      for (Draft draft : drafts) {
        String key = TargetRun.MERGED_PREFIX + new String(draft.key(), UTF_8);
        s3.putObject(
            object -> object.bucket(ObjectStore.BUCKET).key(key),
            RequestBody.fromBytes(draft.value()));
      }
    }
  }

  /** Runs the producer over all pages of a server that replaces X. */
  void throughTheProducer(MalformedXServer x, Path checkpoints) throws Exception {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("topics", SampleTweet.TOPIC),
            Map.entry("from", SampleTweet.START.toString()),
            Map.entry("to", SampleTweet.START.plusSeconds(900).toString()),
            Map.entry("x.base.url", x.address().toString()),
            Map.entry("x.bearer.token", "local"),
            Map.entry("x.http.version", "1.1"),
            Map.entry("x.attempts", "2"),
            Map.entry("kinesis.stream", TargetRun.STREAM),
            Map.entry("aws.endpoint", target.kinesis()),
            Map.entry("aws.region", TargetRun.REGION),
            Map.entry("schema.registry.url", target.registry()),
            Map.entry("checkpoint.file", checkpoints.toString()));
    try (IngestRun run = IngestRun.open(IngestConfig.of(settings), kinesis())) {
      run.start().get();
    }
  }

  private KinesisClient kinesis() {
    return KinesisClient.builder()
        .endpointOverride(URI.create(target.kinesis()))
        .region(Region.of(TargetRun.REGION))
        .credentialsProvider(credentials())
        .build();
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(ObjectStore.ACCESS_KEY, ObjectStore.SECRET_KEY));
  }

  private byte[] bytes(Draft draft) {
    if (draft.schema() == null) {
      return draft.value();
    }
    byte[] bytes = draft.value().clone();
    ByteBuffer.wrap(bytes).putInt(1, ids.get(draft.schema()));
    return bytes;
  }
}
