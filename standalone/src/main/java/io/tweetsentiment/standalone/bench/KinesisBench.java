package io.tweetsentiment.standalone.bench;

import io.tweetsentiment.emulators.kinesis.KinesisEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** Measures the Kinesis emulator: puts records with the AWS client, one call after the other. */
final class KinesisBench {

  private static final int ROUNDS = 8;
  private static final int CALLS = 100;
  private static final int BATCH = 500;
  private static final int BYTES = 600;

  private KinesisBench() {}

  /**
   * Runs.
   *
   * @return records per second, including the client's work: over all rounds except the first,
   *     which warms up; and in the second and the last round, which show whether the emulator slows
   *     down as it fills
   */
  static Map<String, Double> run() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
    try (KinesisEmulator emulator = KinesisEmulator.start(folder, Map.of(), Clock.systemUTC());
        KinesisClient client = client(emulator)) {
      client.createStream(request -> request.streamName("bench").shardCount(4));
      List<PutRecordsRequestEntry> batch = batch();
      round(client, batch);
      double all = 0;
      Map<String, Double> figures = new LinkedHashMap<>();
      for (int i = 2; i <= ROUNDS; i++) {
        double seconds = round(client, batch);
        all += seconds;
        if (i == 2 || i == ROUNDS) {
          figures.put("round_" + i + "_per_second", CALLS * BATCH / seconds);
        }
      }
      figures.put("records_per_second", (ROUNDS - 1) * CALLS * BATCH / all);
      return figures;
    } finally {
      TemporaryFolder.delete(folder);
    }
  }

  private static double round(KinesisClient client, List<PutRecordsRequestEntry> batch) {
    long started = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      client.putRecords(request -> request.streamName("bench").records(batch));
    }
    return (System.nanoTime() - started) / 1e9;
  }

  private static List<PutRecordsRequestEntry> batch() {
    SdkBytes data = SdkBytes.fromByteArray(new byte[BYTES]);
    return IntStream.range(0, BATCH)
        .mapToObj(i -> PutRecordsRequestEntry.builder().partitionKey("key-" + i).data(data).build())
        .toList();
  }

  private static KinesisClient client(KinesisEmulator emulator) {
    return KinesisClient.builder()
        .endpointOverride(emulator.uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
