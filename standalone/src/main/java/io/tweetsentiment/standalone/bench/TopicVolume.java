package io.tweetsentiment.standalone.bench;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** How much a streams app writes to Kafka. */
final class TopicVolume {

  private TopicVolume() {}

  /**
   * Records in the changelog topics of an app, and bytes in all topics except Kafka's own, both
   * divided by the number of tweets. Markers of transactions count as records.
   */
  static Map<String, Double> perTweet(Map<String, Object> client, String application, int tweets)
      throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      List<String> changelogs =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(application + "-") && name.endsWith("-changelog"))
              .toList();
      for (TopicDescription topic :
          admin.describeTopics(changelogs).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                partition ->
                    ends.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      }
      long records =
          admin.listOffsets(ends).all().get().values().stream()
              .mapToLong(end -> end.offset())
              .sum();
      long bytes = 0;
      for (Map<String, LogDirDescription> broker : logFolders(admin)) {
        for (LogDirDescription folder : broker.values()) {
          bytes +=
              folder.replicaInfos().entrySet().stream()
                  .filter(replica -> !replica.getKey().topic().startsWith("_"))
                  .mapToLong(replica -> replica.getValue().size())
                  .sum();
        }
      }
      Map<String, Double> volume = new LinkedHashMap<>();
      volume.put("changelog_records_per_tweet", (double) records / tweets);
      volume.put("kafka_bytes_per_tweet", (double) bytes / tweets);
      return volume;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not answer", e.getCause());
    }
  }

  private static Iterable<Map<String, LogDirDescription>> logFolders(Admin admin)
      throws ExecutionException, InterruptedException {
    List<Integer> brokers =
        admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
    return admin.describeLogDirs(brokers).allDescriptions().get().values();
  }
}
