package io.tweetsentiment.producer.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values of configuration files, by plain key. A file is in the form of the reference system
 * when it begins with a section ({@code [tweet-search]}), whatever its name; YAML when its name
 * ends in {@code .yaml} or {@code .yml}; else properties.
 *
 * @param values values by key
 * @param notes what each key of a file of the reference system became, secrets masked
 * @param unused keys of such a file that have no meaning here, with the reason
 */
public record ConfigFile(Map<String, String> values, List<String> notes, List<String> unused) {

  /**
   * Reads files.
   *
   * @param config the configuration, if there is one
   * @param secrets secrets in the form of the reference system, if there are some
   * @throws SettingsException when one cannot be read
   */
  public static ConfigFile read(Optional<Path> config, Optional<Path> secrets) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    config.ifPresent(files::add);
    secrets.ifPresent(files::add);
    for (Path file : files) {
      List<String> lines = lines(file);
      if (IniFile.isIni(lines)) {
        ReferenceConfig reference = ReferenceConfig.of(IniFile.parse(lines, file.toString()));
        values.putAll(reference.values());
        notes.addAll(reference.notes());
        unused.addAll(reference.unused());
      } else if (file.toString().matches(".*\\.ya?ml")) {
        values.putAll(YamlFile.parse(String.join("\n", lines), file.toString()));
      } else {
        values.putAll(Settings.read(file));
      }
    }
    return new ConfigFile(values, notes, unused);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (NoSuchFileException e) {
      throw new SettingsException("the configuration file " + file + " does not exist.", e);
    } catch (IOException e) {
      throw new SettingsException("cannot read the configuration file " + file + ": " + e, e);
    }
  }

  /** Keys that are passed on to clients; their secrets have many names, so most are masked. */
  private static final Pattern PASSED_ON = Pattern.compile("(?i)(kafka|schema\\.registry)\\..*");

  private static final Set<String> PASSED_ON_SHOWN =
      Set.of(
          "schema.registry.url",
          "kafka.bootstrap.servers",
          "kafka.client.id",
          "kafka.acks",
          "kafka.linger.ms",
          "kafka.batch.size",
          "kafka.compression.type",
          "kafka.max.request.size",
          "kafka.request.timeout.ms",
          "kafka.delivery.timeout.ms",
          "kafka.security.protocol",
          "kafka.sasl.mechanism");

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(token|secret|password|key\\.id|access_key_id|consumer_key|user\\.info|jaas"
              + "|keystore\\.key).*");

  /** User and password in an address, up to the last at sign before the path. */
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#,\\s]*@");

  private static final String MASK = "****";

  /** Whether the value of a key must not be shown. */
  public static boolean isSecret(String key) {
    if (PASSED_ON.matcher(key).matches()) {
      return !PASSED_ON_SHOWN.contains(key);
    }
    return SECRET.matcher(key).matches() && !key.endsWith(".file");
  }

  /** The value without the user and password of an address, or a mask. */
  public static String shown(String key, String value) {
    return isSecret(key) && !value.isEmpty()
        ? MASK
        : USER_INFO.matcher(value).replaceAll(MASK + "@");
  }
}
