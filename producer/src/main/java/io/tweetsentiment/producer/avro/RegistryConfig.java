package io.tweetsentiment.producer.avro;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Configuration of the schema registry.
 *
 * @param url addresses, separated by commas; empty when none was given
 * @param topic Kafka topic that the records will be values of; determines the subject
 * @param properties properties of the serializer and its client
 */
public record RegistryConfig(String url, String topic, Map<String, String> properties) {

  public static final String PREFIX = "schema.registry.";

  private static final String URL = "schema.registry.url";

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.optional(
              URL,
              "Address of the schema registry's Confluent API; required, except for --dry-run."),
          Setting.of(
              "auto.register",
              "true",
              "Whether the schema is registered when the registry does not have it."),
          Setting.of(
              "raw.topic",
              Topics.RAW.topicName(),
              "Kafka topic that the records will be in; the schema's subject is its name and"
                  + " -value."));

  public RegistryConfig {
    properties = Map.copyOf(properties);
  }

  public static RegistryConfig from(Settings settings) {
    Map<String, String> properties = new HashMap<>();
    settings.below(PREFIX).forEach(properties::put);
    String url = settings.optional(URL).orElse("");
    properties.remove("url");
    properties.put(URL, url);
    properties.put("auto.register.schemas", Boolean.toString(settings.bool("auto.register")));
    return new RegistryConfig(url, settings.string("raw.topic"), properties);
  }

  /**
   * The addresses.
   *
   * @throws SettingsException when there is none, or one is malformed
   */
  public List<String> urls() {
    if (url.isEmpty()) {
      throw new SettingsException(
          URL
              + " is not set: the records need a schema registry. Set it in the file given with"
              + " --config or as "
              + Settings.variable("producer", URL)
              + ".");
    }
    List<String> urls = List.of(url.split(",", -1));
    urls.stream().filter(each -> !each.startsWith("mock:")).forEach(e -> Settings.address(URL, e));
    return urls;
  }

  /** Without the properties, which may contain passwords. */
  @Override
  public String toString() {
    return "RegistryConfig[url=" + url + ", topic=" + topic + "]";
  }
}
