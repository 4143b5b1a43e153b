package io.tweetsentiment.standalone.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.standalone.transactions.TransactionRepair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A process that the test kills. It contains a broker and clients that commit one small transaction
 * after the other. Each transaction writes its name to all partitions of the client's topic and
 * commits offsets for a group, as Kafka Streams does.
 */
final class CommittingClients {

  static final int CLIENTS = 8;
  static final int PARTITIONS = 4;

  private CommittingClients() {}

  static String topic(int client) {
    return "topic-" + client;
  }

  static String group(int client) {
    return "group-" + client;
  }

  /** Takes the broker's folder, the port offset, and a name for the transactions of this start. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Ports ports = new Ports(Integer.parseInt(args[1]));
    Broker broker = Broker.start(folder, ports);
    try (TransactionRepair repair = new TransactionRepair(broker.clientProperties())) {
      repair.abortUndecided();
    }
    createTopics(broker);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      Thread thread =
          new Thread(
              () -> commit(broker.clientProperties(), client, args[2], Long.MAX_VALUE),
              "client-" + i);
      thread.start();
      clients.add(thread);
    }
    System.out.println("running");
    for (Thread client : clients) {
      client.join();
    }
  }

  private static void createTopics(Broker broker) throws InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      topics.add(new NewTopic(topic(i), Optional.of(PARTITIONS), Optional.of((short) 1)));
    }
    try (Admin admin = Admin.create(broker.clientProperties())) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Commits that many transactions, named after the start and their number. */
  static void commit(
      Map<String, Object> clientProperties, int client, String start, long transactions) {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "client-" + client);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Broker.TRANSACTION_TIMEOUT_MS);
    Map<String, Object> member = new HashMap<>(clientProperties);
    member.put(ConsumerConfig.GROUP_ID_CONFIG, group(client));
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(member, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      producer.initTransactions();
      for (long number = 0; number < transactions; number++) {
        byte[] name = (start + "/" + number).getBytes(UTF_8);
        producer.beginTransaction();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
          Future<?> unused =
              producer.send(new ProducerRecord<>(topic(client), partition, name, name));
          offsets.put(
              new TopicPartition(topic(client), partition), new OffsetAndMetadata(number + 1));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
      }
    }
  }
}
