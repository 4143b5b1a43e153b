package io.tweetsentiment.producer.config;

import io.tweetsentiment.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The settings as YAML: keys with dots, or maps within maps. A list is its elements, with commas
 * between them. Every value is text as it is written, so a date stays one.
 */
final class YamlFile {

  private YamlFile() {}

  /** The values by key. */
  static Map<String, String> parse(String text, String file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions dumping = new DumperOptions();
    try {
      Object root =
          new Yaml(
                  new SafeConstructor(options),
                  new Representer(dumping),
                  dumping,
                  options,
                  new TextOnly())
              .load(text);
      Map<String, String> values = new LinkedHashMap<>();
      if (root instanceof Map<?, ?> map) {
        flatten("", map, values, file);
      } else if (root != null && !root.toString().isBlank()) {
        throw new SettingsException(file + " is not a map of settings, such as freq: 15min.");
      }
      return values;
    } catch (MarkedYAMLException e) {
      throw new SettingsException(
          String.format(
              "the configuration file %s is not YAML: line %d: %s",
              file,
              e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1,
              e.getProblem()),
          e);
    } catch (YAMLException e) {
      throw new SettingsException(
          "the configuration file " + file + " is not YAML: " + e.getMessage(), e);
    }
  }

  private static void flatten(
      String prefix, Map<?, ?> map, Map<String, String> values, String file) {
    map.forEach(
        (name, value) -> {
          String key = prefix + name;
          if (value instanceof Map<?, ?> below) {
            flatten(key + ".", below, values, file);
          } else if (value instanceof List<?> list) {
            values.put(key, list(key, list, file));
          } else {
            values.put(key, value == null ? "" : value.toString());
          }
        });
  }

  /** Elements with commas between them; a comma within an element is escaped. */
  private static String list(String key, List<?> list, String file) {
    for (Object element : list) {
      if (element instanceof Map || element instanceof List) {
        throw new SettingsException(file + ": " + key + " takes a list of texts.");
      }
    }
    return list.stream()
        .map(element -> String.valueOf(element).replace("\\", "\\\\").replace(",", "\\,"))
        .collect(Collectors.joining(","));
  }

  /** Takes every scalar as text. */
  private static final class TextOnly extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // None: 2020-10-21 is no date, and 15 no number.
    }
  }
}
