package io.tweetsentiment.standalone.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.kafka.connect.runtime.isolation.PluginDesc;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The zips of the connectors, which {@code mvn package} creates: layout, jars and licences. */
class PluginZipIT {
  private static final Path CONNECTORS = Path.of("../connectors");
  private static final Pattern JAR = Pattern.compile("lib/(.+?)-\\d[^/]*\\.jar");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final List<String> PLUGINS = List.of("s3-sink", "kinesis-source");

  @TempDir private Path folder;

  private static Path zip(String plugin) throws IOException {
    Path target = CONNECTORS.resolve(plugin).resolve("target");
    List<Path> zips = new ArrayList<>();
    try (Stream<Path> files = Files.list(target)) {
      files
          .filter(file -> file.getFileName().toString().startsWith("tweet-sentiment-" + plugin))
          .filter(file -> file.toString().endsWith(".zip"))
          .forEach(zips::add);
    }
    assertThat(zips).as("mvn -pl connectors/%s -am package creates one zip", plugin).hasSize(1);
    return zips.get(0);
  }

  /** The name without the ending, which is also that of the only folder in the zip. */
  private static String root(String plugin) throws IOException {
    return zip(plugin).getFileName().toString().replaceAll("\\.zip$", "");
  }

  private static String version(String plugin) throws IOException {
    return root(plugin).substring(("tweet-sentiment-" + plugin + "-").length());
  }

  /** The files by their paths below the folder; jars without their content. */
  private static NavigableMap<String, String> files(String plugin) throws IOException {
    NavigableMap<String, String> files = new TreeMap<>();
    String root = root(plugin) + "/";
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip(plugin)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(entry.getName()).startsWith(root);
        if (!entry.isDirectory()) {
          boolean jar = entry.getName().endsWith(".jar");
          String content = jar ? "" : new String(in.readAllBytes(), UTF_8);
          files.put(entry.getName().substring(root.length()), content);
        }
      }
    }
    return files;
  }

  /** The names of the jars without their versions. */
  private static List<String> jars(String plugin) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String file : files(plugin).keySet()) {
      if (file.startsWith("lib/")) {
        assertThat(file).matches(JAR);
        jars.add(JAR.matcher(file).replaceAll("$1"));
      }
    }
    return jars;
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3-sink", "kinesis-source"})
  void shouldHaveTheLayoutOfConfluentHub(String plugin) throws IOException {
    NavigableMap<String, String> files = files(plugin);

    assertThat(files)
        .containsKeys(
            "manifest.json",
            "doc/README.md",
            "doc/LICENSE",
            "doc/NOTICE",
            "doc/moving-from-confluent.md",
            "doc/licenses/licenses.md",
            "lib/" + plugin + "-" + version(plugin) + ".jar");
    assertThat(files.subMap("etc/", "etc0")).isNotEmpty();
    JsonNode manifest = new ObjectMapper().readTree(files.get("manifest.json"));
    assertThat(manifest.get("name").asText()).isEqualTo(plugin);
    assertThat(manifest.get("version").asText()).isEqualTo(version(plugin));
    assertThat(manifest.at("/owner/username").asText()).isEqualTo("tweet-sentiment");
    assertThat(manifest.get("component_types")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3-sink", "kinesis-source"})
  void shouldHoldEachJarOnceAndNoneThatTheWorkerHas(String plugin) throws IOException {
    assertThat(jars(plugin))
        .hasSizeGreaterThan(10)
        .doesNotHaveDuplicates()
        .doesNotContain("connect-api", "kafka-clients", "slf4j-api", "log4j-slf4j2-impl");
  }

  @Test
  void shouldNameTheLicenceOfEachJar() throws IOException {
    Set<String> unused = new TreeSet<>();
    for (String plugin : PLUGINS) {
      unused.addAll(beginnings(plugin));
    }
    for (String plugin : PLUGINS) {
      Set<String> beginnings = beginnings(plugin);
      for (Path file : files(plugin).keySet().stream().map(Path::of).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jar")) {
          assertThat(beginnings).as(name).anyMatch(name::startsWith);
          unused.removeIf(name::startsWith);
        }
      }
    }
    assertThat(unused).as("rows without a jar").isEmpty();
  }

  private static Set<String> beginnings(String plugin) throws IOException {
    return ROW.matcher(files(plugin).get("doc/licenses/licenses.md"))
        .results()
        .flatMap(row -> NAME.matcher(row.group(1)).results())
        .map((MatchResult name) -> name.group(1))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "s3-sink, io.tweetsentiment.connect.s3.S3SinkConnector",
    "s3-sink, io.tweetsentiment.connect.avro.AvroConverter",
    "kinesis-source, io.tweetsentiment.connect.kinesis.KinesisSourceConnector"
  })
  void shouldBeFoundByServiceLoading(String plugin, String className) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip(plugin)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        assertThat(file).startsWithRaw(folder);
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
        }
      }
    }
    Plugins plugins =
        new Plugins(Map.of("plugin.path", folder.toString(), "plugin.discovery", "service_load"));
    List<PluginDesc<?>> found = new ArrayList<>();
    found.addAll(plugins.sinkConnectors());
    found.addAll(plugins.sourceConnectors());
    found.addAll(plugins.converters());

    assertThat(found)
        .filteredOn(desc -> desc.location().contains(folder.toString()))
        .extracting(PluginDesc::className)
        .contains(className);
  }
}
