package io.tweetsentiment.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tweetsentiment.standalone.transactions.EndedTransaction;
import io.tweetsentiment.standalone.transactions.TransactionRepair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coordinators' logs of a data folder in which a kill left readers blocked forever. */
class LockedFolderIT {

  private static final String GROUP = "tweet-sentiment";
  private static final TopicPartition RAW = new TopicPartition("tweets.raw", 0);

  @TempDir private Path folder;
  private final Ports ports = new Ports(new Random().nextInt(10_000, 23_000));

  @Test
  void shouldOpenTheFolderAgainAndCommitWhatWasDecided() throws Exception {
    Path kept =
        Path.of(System.getenv().getOrDefault("TWEET_CASES", "../../shared/cases"))
            .resolve("lost-marker/transaction-state-and-offsets.tar.xz");
    assumeTrue(Files.exists(kept), "needs " + kept);
    Path logs = Files.createDirectories(folder.resolve("logs"));
    assumeTrue(unpack(kept, logs), "needs tar and xz");
    Path kafka = folder.resolve("kafka");
    makeCoordinatorTopics(kafka);
    replaceLogs(logs, kafka);

    Broker broker = Broker.start(kafka, ports);
    try (TransactionRepair repair = new TransactionRepair(broker.clientProperties());
        Admin admin = Admin.create(broker.clientProperties())) {
      repair.abortUndecided();
      assertThat(repair.drained()).isTrue();

      assertThat(repair.endHanging())
          .singleElement()
          .matches(EndedTransaction::committed)
          .returns(604L, EndedTransaction::startOffset)
          .returns(new TopicPartition("__consumer_offsets", 3), EndedTransaction::partition);

      assertThat(
              admin
                  .listConsumerGroupOffsets(
                      Map.of(
                          GROUP, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(RAW))),
                      new ListConsumerGroupOffsetsOptions().requireStable(true).timeoutMs(20_000))
                  .partitionsToOffsetAndMetadata(GROUP)
                  .get()
                  .get(RAW)
                  .offset())
          .isEqualTo(2_048);
    } finally {
      broker.close();
    }
  }

  private static boolean unpack(Path archive, Path target) throws InterruptedException {
    try {
      return new ProcessBuilder("tar", "xJf", archive.toString(), "-C", target.toString())
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void makeCoordinatorTopics(Path kafka) throws Exception {
    Broker broker = Broker.start(kafka, ports);
    try (Admin admin = Admin.create(broker.clientProperties())) {
      admin
          .createTopics(
              Stream.of("__consumer_offsets", "__transaction_state")
                  .map(name -> new NewTopic(name, Broker.PARTITIONS, (short) 1))
                  .map(topic -> topic.configs(Map.of("cleanup.policy", "compact")))
                  .toList())
          .all()
          .get();
    } finally {
      broker.close();
    }
  }

  /** The partitions keep the ids that they have here. */
  private static void replaceLogs(Path logs, Path kafka) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(logs)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (!file.endsWith("partition.metadata") && !file.endsWith("leader-epoch-checkpoint")) {
        Files.copy(file, kafka.resolve(logs.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.delete(kafka.resolve(".kafka_cleanshutdown"));
  }
}
