package io.tweetsentiment.standalone.parts;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Resolves {@code ${env:NAME}} in the connector instances from values of the run, because a JVM
 * cannot change its own environment. So the run uses the same files as a cluster.
 */
public final class LaunchConfigProvider implements ConfigProvider {

  private Map<String, String> variables = Map.of();

  @Override
  public void configure(Map<String, ?> configs) {
    variables =
        configs.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().toString()));
  }

  @Override
  public ConfigData get(String path) {
    return new ConfigData(variables);
  }

  @Override
  public ConfigData get(String path, Set<String> keys) {
    return new ConfigData(
        variables.entrySet().stream()
            .filter(variable -> keys.contains(variable.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public void close() {}
}
