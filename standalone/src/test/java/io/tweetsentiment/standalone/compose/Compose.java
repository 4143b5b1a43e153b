package io.tweetsentiment.standalone.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The project's {@code docker-compose.yml}, with every variable at its default. */
record Compose(Map<String, Service> services, Map<String, Object> volumes) {

  /** Folder of the project. */
  static final Path HOME = home();

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z0-9_]+:?-([^}]*)}");

  /** One service. */
  record Service(String name, Map<String, Object> keys) {

    String text(String key) {
      return String.valueOf(keys.get(key));
    }

    List<String> list(String key) {
      Object value = keys.getOrDefault(key, List.of());
      return ((List<?>) value).stream().map(item -> defaults(item.toString())).toList();
    }

    Map<String, String> environment() {
      Map<String, String> environment = new LinkedHashMap<>();
      map("environment").forEach((name, value) -> environment.put(name, defaults("" + value)));
      return environment;
    }

    /** Conditions by the service that is waited for. */
    Map<String, String> dependsOn() {
      Map<String, String> conditions = new LinkedHashMap<>();
      map("depends_on")
          .forEach((other, how) -> conditions.put(other, "" + ((Map<?, ?>) how).get("condition")));
      return conditions;
    }

    Map<String, Object> map(String key) {
      Map<String, Object> map = new LinkedHashMap<>();
      ((Map<?, ?>) keys.getOrDefault(key, Map.of())).forEach((k, v) -> map.put("" + k, v));
      return map;
    }
  }

  static Compose load() {
    Map<String, Object> file = new Yaml().load(read("docker-compose.yml"));
    Map<String, Service> services = new LinkedHashMap<>();
    new Service("", file)
        .map("services")
        .forEach(
            (name, keys) ->
                services.put(name, new Service(name, new Service("", Map.of("_", keys)).map("_"))));
    return new Compose(services, new Service("", file).map("volumes"));
  }

  /** A file of the project. */
  static String read(String path) {
    try {
      return Files.readString(HOME.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String defaults(String text) {
    Matcher variable = VARIABLE.matcher(text);
    return variable.replaceAll(match -> Matcher.quoteReplacement(match.group(1)));
  }

  private static Path home() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("docker-compose.yml")) ? here : here.getParent();
  }
}
