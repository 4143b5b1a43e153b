package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Checks before the start that the topics exist and have equal numbers of partitions. Otherwise a
 * tweet and its sentiment would not be joined.
 */
final class TopicCheck {

  /** Only versions with other state had this store. */
  private static final String EARLIER_CHANGELOG = "-texts-changelog";

  private final StreamsSettings settings;
  private final Admin admin;

  TopicCheck(StreamsSettings settings, Admin admin) {
    this.settings = settings;
    this.admin = admin;
  }

  /**
   * Checks the topics, and creates missing ones when that is configured.
   *
   * @throws SettingsException when a topic is missing, the numbers differ, the state is that of an
   *     earlier version or no broker answers in time
   */
  void run() throws InterruptedException {
    refuseEarlierState();
    List<String> names = settings.topics().inOrder();
    Map<String, Integer> partitions = partitions(names);
    List<String> missing = names.stream().filter(name -> !partitions.containsKey(name)).toList();
    if (!missing.isEmpty() && !settings.createTopics()) {
      throw new SettingsException(
          "these topics do not exist: "
              + String.join(", ", missing)
              + "; create them, all with the same number of partitions, or set"
              + " topics.create=true.");
    }
    create(missing);
    missing.forEach(name -> partitions.put(name, settings.partitions()));
    // Dead letters are not joined, so their topic may have any number of partitions.
    Map<String, Integer> joined = new TreeMap<>(partitions);
    joined.remove(settings.topics().dlq());
    if (joined.values().stream().distinct().count() > 1) {
      throw new SettingsException(
          "the topics must have equal numbers of partitions, but they have "
              + joined
              + "; topics.partitions is "
              + settings.partitions()
              + ".");
    }
  }

  /**
   * This version would not find the tweets in the state of an earlier one, and count them again.
   */
  private void refuseEarlierState() throws InterruptedException {
    String changelog = settings.applicationId() + EARLIER_CHANGELOG;
    if (!partitions(List.of(changelog)).isEmpty()) {
      throw new SettingsException(
          "application.id "
              + settings.applicationId()
              + " has state of an earlier version (topic "
              + changelog
              + "), which this version cannot read; set a new application.id (standalone: a new data"
              + " folder), with which the app reads all tweets in "
              + settings.topics().raw()
              + " again, or use the version that wrote the state.");
    }
  }

  private Map<String, Integer> partitions(List<String> names) throws InterruptedException {
    Map<String, Integer> partitions = new TreeMap<>();
    var options = new DescribeTopicsOptions().timeoutMs(timeoutMs());
    for (var topic : admin.describeTopics(names, options).topicNameValues().entrySet()) {
      try {
        partitions.put(topic.getKey(), topic.getValue().get().partitions().size());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw failed("describe " + topic.getKey(), e);
        }
      }
    }
    return partitions;
  }

  private void create(List<String> missing) throws InterruptedException {
    List<String> names = settings.topics().inOrder();
    List<NewTopic> topics = new ArrayList<>();
    for (String name : missing) {
      Topics kind = Topics.inOrder().get(names.indexOf(name));
      topics.add(
          new NewTopic(name, settings.partitions(), settings.replicationFactor())
              .configs(kind.configs(settings.topicRetention())));
    }
    try {
      admin.createTopics(topics, new CreateTopicsOptions().timeoutMs(timeoutMs())).all().get();
    } catch (ExecutionException e) {
      // Another instance has created it.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw failed("create " + missing, e);
      }
    }
  }

  private int timeoutMs() {
    return (int) Math.min(Integer.MAX_VALUE, settings.startTimeout().toMillis());
  }

  private SettingsException failed(String action, ExecutionException e) {
    String brokers = settings.kafka().get("bootstrap.servers");
    if (e.getCause() instanceof TimeoutException) {
      return new SettingsException(
          "no Kafka broker at kafka.bootstrap.servers="
              + brokers
              + " answered within start.timeout="
              + settings.startTimeout()
              + "; start one, or correct the address or kafka.security.protocol.",
          e);
    }
    return new SettingsException(
        "cannot " + action + " on " + brokers + ": " + e.getCause().getMessage(), e);
  }
}
