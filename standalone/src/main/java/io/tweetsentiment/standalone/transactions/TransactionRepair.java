package io.tweetsentiment.standalone.transactions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Ends hanging transactions: those that no coordinator will end.
 *
 * <p>A broker that was killed starts with its old leaderships. While it registers again, none of
 * its partitions has a leader for a moment. If the transaction coordinator of Kafka 4.3.1 sends the
 * markers of decided transactions at that time, it treats a partition without a leader like a
 * deleted one and counts its marker as written ({@code
 * KRaftMetadataCache.getPartitionLeaderEndpoint} is empty in both cases). The transaction is then
 * complete for its coordinator but stays open in that partition: readers of committed data, and of
 * committed offsets, wait forever.
 *
 * <p>The repair ends such a transaction as its coordinator had decided, so that it takes effect in
 * all of its partitions or in none. If the log no longer contains the decision, the transaction is
 * aborted.
 *
 * <p>Threading: used by one thread.
 */
public final class TransactionRepair implements AutoCloseable {

  /** States of a transaction that is decided but whose markers are not all written. */
  private static final Set<TransactionState> ENDING =
      EnumSet.of(
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  private final Map<String, Object> clientProperties;
  private final Admin admin;
  private TransactionLog log;

  /**
   * Creates a repair for one cluster.
   *
   * @param clientProperties properties that an admin client needs to connect
   */
  public TransactionRepair(Map<String, Object> clientProperties) {
    this.clientProperties = Map.copyOf(clientProperties);
    this.admin = Admin.create(this.clientProperties);
  }

  /**
   * Aborts the transactions that are still undecided. Call it before any client starts: all open
   * transactions then belong to clients of an earlier process.
   */
  public void abortUndecided() throws InterruptedException, ExecutionException {
    List<String> undecided = new ArrayList<>();
    for (Map.Entry<String, TransactionDescription> known : described().entrySet()) {
      if (known.getValue().state() == TransactionState.ONGOING) {
        undecided.add(known.getKey());
      }
    }
    if (!undecided.isEmpty()) {
      admin.fenceProducers(undecided).all().get();
    }
  }

  /** Whether the coordinators have sent the markers of all transactions that are decided. */
  public boolean drained() throws InterruptedException, ExecutionException {
    return described().values().stream()
        .noneMatch(transaction -> ENDING.contains(transaction.state()));
  }

  /**
   * Ends the transactions that are open in a partition and unknown to their coordinator.
   *
   * @return the ended transactions; empty when none was hanging
   * @throws IOException when a broker does not write a marker
   */
  public List<EndedTransaction> endHanging()
      throws IOException, InterruptedException, ExecutionException {
    List<OpenTransaction> hanging = hanging();
    if (hanging.isEmpty()) {
      return List.of();
    }
    TransactionLog decisions = readLog();
    Map<TopicPartition, Node> leaders = leaders();
    List<EndedTransaction> ended = new ArrayList<>();
    try (MarkerWriter markers = new MarkerWriter(clientProperties)) {
      for (OpenTransaction open : hanging) {
        boolean commit = decisions.commit(open).orElse(false);
        Node leader = leaders.get(open.partition());
        if (leader == null) {
          throw new IOException(
              open.partition()
                  + " has no leader now, so its transaction cannot be ended; run the command again");
        }
        markers.write(leader, open, commit);
        ended.add(
            new EndedTransaction(open.partition(), open.producerId(), open.startOffset(), commit));
      }
    }
    return List.copyOf(ended);
  }

  /**
   * The transactions that are open in a partition and unknown to every coordinator. The partitions
   * are read before the coordinators and again after them, so that a transaction that ends
   * meanwhile is not reported.
   */
  public List<OpenTransaction> hanging() throws InterruptedException, ExecutionException {
    Set<OpenTransaction> open = new HashSet<>(open(leaders().keySet()));
    if (open.isEmpty()) {
      return List.of();
    }
    Map<Long, Set<TopicPartition>> known = new HashMap<>();
    for (TransactionDescription transaction : described().values()) {
      known
          .computeIfAbsent(transaction.producerId(), id -> new HashSet<>())
          .addAll(transaction.topicPartitions());
    }
    open.removeIf(one -> known.getOrDefault(one.producerId(), Set.of()).contains(one.partition()));
    open.retainAll(open(open.stream().map(OpenTransaction::partition).distinct().toList()));
    return open.stream().sorted(Comparator.comparing(one -> one.partition().toString())).toList();
  }

  private List<OpenTransaction> open(Collection<TopicPartition> partitions)
      throws InterruptedException, ExecutionException {
    List<OpenTransaction> open = new ArrayList<>();
    admin
        .describeProducers(partitions)
        .all()
        .get()
        .forEach(
            (partition, producers) ->
                producers.activeProducers().stream()
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .map(producer -> OpenTransaction.of(partition, producer))
                    .forEach(open::add));
    return open;
  }

  /**
   * The coordinators' descriptions of the transactional ids in their log. The request names the
   * ids, because a broker that is starting lists only the transactions that it has loaded so far,
   * without an error.
   */
  private Map<String, TransactionDescription> described()
      throws InterruptedException, ExecutionException {
    if (log == null) {
      log = readLog();
    }
    DescribeTransactionsResult result = admin.describeTransactions(log.transactionalIds());
    Map<String, TransactionDescription> described = new HashMap<>();
    for (String id : log.transactionalIds()) {
      try {
        described.put(id, result.description(id).get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
          throw e;
        }
        // It has expired since the log was read.
      }
    }
    return described;
  }

  private TransactionLog readLog() {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return TransactionLog.read(consumer);
    }
  }

  private Map<TopicPartition, Node> leaders() throws InterruptedException, ExecutionException {
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    Map<TopicPartition, Node> leaders = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      topic.partitions().stream()
          .filter(partition -> partition.leader() != null)
          .forEach(
              partition ->
                  leaders.put(
                      new TopicPartition(topic.name(), partition.partition()), partition.leader()));
    }
    return leaders;
  }

  @Override
  public void close() {
    admin.close();
  }
}
