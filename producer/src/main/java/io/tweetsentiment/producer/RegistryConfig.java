package io.tweetsentiment.producer;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.schemas.settings.Setting;
import io.tweetsentiment.schemas.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema registry.
 *
 * @param url addresses, separated by commas
 * @param topic Kafka topic whose value the records will be; names the subject
 * @param properties of the serializer and its client
 */
record RegistryConfig(String url, String topic, Map<String, String> properties) {

  static final String PREFIX = "schema.registry.";

  static final List<Setting> SETTINGS =
      List.of(
          Setting.required(
              "schema.registry.url", "Address of the schema registry's Confluent API."),
          Setting.of(
              "auto.register", "true", "Whether a schema that is not there yet is registered."),
          Setting.of(
              "raw.topic",
              Topics.RAW.topicName(),
              "Kafka topic that the records will be in; the schema's subject is its name and"
                  + " -value."));

  RegistryConfig {
    properties = Map.copyOf(properties);
  }

  static RegistryConfig from(Settings settings) {
    Map<String, String> properties = new HashMap<>();
    settings.below(PREFIX).forEach(properties::put);
    String url = settings.string("schema.registry.url");
    properties.remove("url");
    properties.put("schema.registry.url", url);
    properties.put("auto.register.schemas", Boolean.toString(settings.bool("auto.register")));
    return new RegistryConfig(url, settings.string("raw.topic"), properties);
  }

  /** The address and how many schemas are remembered are stated apart; passwords may be inside. */
  @Override
  public String toString() {
    return "RegistryConfig[url=" + url + ", topic=" + topic + "]";
  }
}
