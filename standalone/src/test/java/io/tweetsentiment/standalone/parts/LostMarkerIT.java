package io.tweetsentiment.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.standalone.transactions.EndedTransaction;
import io.tweetsentiment.standalone.transactions.OpenTransaction;
import io.tweetsentiment.standalone.transactions.TransactionRepair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.record.internal.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.internal.FileRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transaction that is complete for its coordinator but lacks markers. */
class LostMarkerIT {

  @TempDir private Path folder;
  private final Ports ports = new Ports(new Random().nextInt(10_000, 23_000));

  @Test
  void shouldCommitWhereTheMarkerWasLostWhenTheCoordinatorHadDecidedSo() throws Exception {
    commitOnce();
    cutLastBatch(folder.resolve("topic-0-2"));
    cutLastBatch(offsetsPartition());
    // So that the broker reads the logs again instead of using its snapshots.
    Files.delete(folder.resolve(".kafka_cleanshutdown"));

    Broker broker = Broker.start(folder, ports);
    try (TransactionRepair repair = new TransactionRepair(broker.clientProperties());
        CommittedData data = new CommittedData(broker.clientProperties())) {
      repair.abortUndecided();
      assertThat(repair.drained()).isTrue();
      assertThat(repair.hanging())
          .extracting(OpenTransaction::partition)
          .extracting(partition -> partition.topic())
          .containsExactly("__consumer_offsets", "topic-0");

      assertThat(repair.endHanging()).hasSize(2).allMatch(EndedTransaction::committed);

      assertThat(repair.hanging()).isEmpty();
      assertThat(repair.endHanging()).isEmpty();
      data.requireWhole(0);
    } finally {
      broker.close();
    }
  }

  private void commitOnce() throws Exception {
    Broker broker = Broker.start(folder, ports);
    try (Admin admin = Admin.create(broker.clientProperties())) {
      admin
          .createTopics(List.of(new NewTopic("topic-0", CommittingClients.PARTITIONS, (short) 1)))
          .all()
          .get();
      CommittingClients.commit(broker.clientProperties(), 0, "only", 1);
    } finally {
      broker.close();
    }
  }

  private Path offsetsPartition() throws IOException {
    try (Stream<Path> partitions = Files.list(folder)) {
      return partitions
          .filter(path -> path.getFileName().toString().startsWith("__consumer_offsets-"))
          .filter(path -> size(log(path)) > 0)
          .findFirst()
          .orElseThrow();
    }
  }

  /** Takes the marker away, and what else remembers it. */
  private static void cutLastBatch(Path partition) throws IOException {
    try (FileRecords records = FileRecords.open(log(partition).toFile())) {
      FileChannelRecordBatch last = null;
      for (FileChannelRecordBatch batch : records.batches()) {
        last = batch;
      }
      assertThat(last).isNotNull();
      assertThat(last.isControlBatch()).isTrue();
      records.truncateTo(last.position());
    }
    try (Stream<Path> files = Files.list(partition)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".snapshot")).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Path log(Path partition) {
    return partition.resolve("00000000000000000000.log");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
