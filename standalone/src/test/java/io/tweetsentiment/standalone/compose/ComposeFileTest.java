package io.tweetsentiment.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.sql.LoaderConfig;
import io.tweetsentiment.standalone.compose.Compose.Service;
import io.tweetsentiment.standalone.parts.Broker;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.streams.StreamsSettings;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

  private static final int GRAFANA_PORT = 3000;
  private static final int REGISTRY_PORT_INSIDE = 8080;
  private static final List<String> DOCKERFILES =
      List.of("docker/app.Dockerfile", "docker/connect.Dockerfile");

  private final Compose compose = Compose.load();

  @Test
  void shouldHaveEveryPartOfThePipeline() {
    assertThat(compose.services().keySet())
        .containsExactlyInAnyOrder(
            "kafka",
            "topics-init",
            "postgres",
            "schema-registry",
            "endpoints",
            "connect",
            "connect-init",
            "streams",
            "producer",
            "loader",
            "grafana");
    assertThat(compose.services().get("producer").list("profiles")).containsExactly("ingest");
  }

  @Test
  void shouldPublishThePortsOfTheStandaloneRunOnLoopbackOnly() {
    Ports ports = new Ports(0);
    assertThat(published("kafka")).containsExactly(same(ports.of(Port.KAFKA)));
    assertThat(published("postgres")).containsExactly(same(ports.of(Port.POSTGRES)));
    assertThat(published("connect")).containsExactly(same(ports.of(Port.CONNECT)));
    assertThat(published("streams")).containsExactly(same(ports.of(Port.STREAMS)));
    assertThat(published("grafana")).containsExactly(same(GRAFANA_PORT));
    assertThat(published("schema-registry"))
        .containsExactly("127.0.0.1:" + ports.of(Port.REGISTRY) + ":" + REGISTRY_PORT_INSIDE);
    assertThat(published("endpoints"))
        .containsExactlyInAnyOrder(
            same(ports.of(Port.KINESIS)),
            same(ports.of(Port.COMPREHEND)),
            same(ports.of(Port.X_API)),
            same(ports.of(Port.S3)));
    assertThat(services().flatMap(service -> service.list("ports").stream()))
        .allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void shouldPinImagesAndLimitMemory() {
    assertThat(services())
        .allSatisfy(
            service -> {
              assertThat(service.text("mem_limit")).as(service.name()).matches("\\d+[mg]");
              if (service.keys().containsKey("build")) {
                assertThat(DOCKERFILES).contains(service.map("build").get("dockerfile").toString());
              } else {
                assertThat(service.text("image")).matches("[a-z/-]+:\\d[\\w.-]+");
              }
            });
  }

  @Test
  void shouldTakeTheSameReleaseOfKafkaEverywhere() {
    Set<String> images = new TreeSet<>();
    services().map(service -> service.text("image")).forEach(images::add);
    DOCKERFILES.forEach(
        file ->
            Pattern.compile("(?:FROM |--from=)(\\S+)")
                .matcher(Compose.read(file))
                .results()
                .forEach(match -> images.add(match.group(1))));
    String version = property("kafka.version");
    assertThat(images).filteredOn(image -> image.startsWith("apache/kafka")).hasSize(1);
    assertThat(images).contains("apache/kafka:" + version);
    assertThat(images).contains("apicurio/apicurio-registry:" + property("apicurio.version"));
  }

  @Test
  void shouldMountOnlyWhatIsThere() {
    List<String> mounts = services().flatMap(s -> s.list("volumes").stream()).toList();
    assertThat(mounts)
        .isNotEmpty()
        .allSatisfy(
            mount -> {
              String source = mount.substring(0, mount.indexOf(':'));
              if (source.startsWith("./")) {
                assertThat(Compose.HOME.resolve(source)).exists();
                assertThat(mount).endsWith(":ro");
              } else {
                assertThat(compose.volumes()).containsKey(source);
              }
            });
  }

  @Test
  void shouldWaitOnlyForWhatCanBeWaitedFor() {
    assertThat(services())
        .allSatisfy(
            service ->
                service
                    .dependsOn()
                    .forEach(
                        (name, condition) -> {
                          Service other = compose.services().get(name);
                          assertThat(other).as(name).isNotNull();
                          assertThat(other.keys().containsKey("healthcheck"))
                              .as(service.name() + " on " + name)
                              .isEqualTo(condition.equals("service_healthy"));
                        }));
  }

  @Test
  void shouldCopyOnlyWhatTheBuildMakesIntoImages() {
    List<String> ignored = Compose.read(".dockerignore").lines().toList();
    for (String file : DOCKERFILES) {
      List<String> sources =
          Pattern.compile("(?m)^COPY (?!--from)(\\S+) \\S+$")
              .matcher(Compose.read(file))
              .results()
              .map(match -> match.group(1))
              .flatMap(source -> modules().map(module -> source.replace("${MODULE}", module)))
              .distinct()
              .toList();
      assertThat(sources).isNotEmpty();
      for (String source : sources) {
        assertThat(madeOrThere(source)).as(source + " of " + file).isTrue();
        assertThat(ignored)
            .anyMatch(line -> line.startsWith("!") && source.startsWith(line.substring(1)));
      }
    }
  }

  @Test
  void shouldCreateTheTopicsOfTheContract() {
    Map<String, Map<String, String>> created = new LinkedHashMap<>();
    Pattern.compile("(?m)^create (\\S+)(.*)$")
        .matcher(Compose.read("docker/topics-init.sh"))
        .results()
        .forEach(match -> created.put(match.group(1), configs(match)));
    Map<String, Map<String, String>> expected = new LinkedHashMap<>();
    Topics.inOrder()
        .forEach(topic -> expected.put(topic.topicName(), topic.configs(Topics.DEFAULT_RETENTION)));
    expected.put(Topics.CONNECT_DLQ, Topics.deadLetterConfigs());
    assertThat(created).isEqualTo(expected);
    assertThat(compose.services().get("topics-init").environment())
        .containsEntry("TOPIC_PARTITIONS", Integer.toString(Broker.PARTITIONS));
  }

  @Test
  void shouldSetOnlyVariablesThatThePartsKnow() {
    assertThat(variables("streams", "STREAMS_"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("STREAMS_AWS_") || known(name));
    assertThat(variables("loader", "LOADER_"))
        .isNotEmpty()
        .isSubsetOf(names(LoaderConfig.PART, LoaderConfig.SETTINGS));
    assertThat(variables("producer", "PRODUCER_"))
        .isNotEmpty()
        .isSubsetOf(
            Pattern.compile("(?m)^\\| `([a-z0-9.]+)` \\|")
                .matcher(Compose.read("producer/README.md"))
                .results()
                .map(match -> Settings.variable("producer", match.group(1)))
                .collect(Collectors.toSet()));
  }

  @Test
  void shouldLetNoTransactionTimeOutWhileTheBrokerStarts() throws Exception {
    assertThat(compose.services().get("kafka").environment())
        .containsEntry("KAFKA_TRANSACTION_MAX_TIMEOUT_MS", Broker.TRANSACTION_TIMEOUT_MS);
    assertThat(compose.services().get("streams").environment())
        .containsEntry(
            "STREAMS_KAFKA_PRODUCER_TRANSACTION_TIMEOUT_MS", Broker.TRANSACTION_TIMEOUT_MS);
    Properties worker = new Properties();
    worker.load(new StringReader(Compose.read("docker/connect-distributed.properties")));
    assertThat(worker)
        .containsEntry("transaction.timeout.ms", Broker.TRANSACTION_TIMEOUT_MS)
        .containsEntry("producer.transaction.timeout.ms", Broker.TRANSACTION_TIMEOUT_MS);
  }

  @Test
  void shouldGiveTheWorkerEveryVariableThatItsFilesName() throws Exception {
    List<String> files = new ArrayList<>(List.of("docker/connect-distributed.properties"));
    try (Stream<java.nio.file.Path> instances =
        Files.list(Compose.HOME.resolve("connectors/config"))) {
      instances
          .filter(path -> path.toString().endsWith(".json"))
          .forEach(path -> files.add(Compose.HOME.relativize(path).toString()));
    }
    Set<String> named = new TreeSet<>();
    for (String file : files) {
      Pattern.compile("\\$\\{env:([A-Z_0-9]+)}")
          .matcher(Compose.read(file))
          .results()
          .forEach(match -> named.add(match.group(1)));
    }
    assertThat(named).hasSizeGreaterThan(4);
    assertThat(compose.services().get("connect").environment())
        .containsKeys(named.toArray(String[]::new));
  }

  @Test
  void shouldListEveryVariableOfTheFileInTheExample() {
    Set<String> read =
        Pattern.compile("\\$\\{([A-Z0-9_]+):?-")
            .matcher(Compose.read("docker-compose.yml"))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, String> example = new LinkedHashMap<>();
    Compose.read(".env.example")
        .lines()
        .filter(line -> line.matches("[A-Z0-9_]+=.*"))
        .forEach(line -> example.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    assertThat(example.keySet()).containsExactlyInAnyOrderElementsOf(read);
    example.forEach(
        (name, value) ->
            assertThat(Compose.read("docker-compose.yml"))
                .containsPattern("\\$\\{" + name + ":?-" + Pattern.quote(value) + "}"));
  }

  @Test
  void shouldRunProductionPartsFromImagesOfTheirOwn() {
    assertThat(module("streams")).isEqualTo("streams-app");
    assertThat(module("producer")).isEqualTo("producer");
    assertThat(module("loader")).isEqualTo("sql");
    assertThat(module("endpoints")).isEqualTo("standalone");
    assertThat(services().filter(service -> service.keys().containsKey("build")))
        .extracting(service -> service.text("image"))
        .filteredOn(image -> image.equals("tweet-sentiment/standalone"))
        .hasSize(1);
  }

  private String module(String service) {
    return ((Map<?, ?>) compose.services().get(service).map("build").get("args"))
        .get("MODULE")
        .toString();
  }

  /** The modules from which images are built. */
  private Stream<String> modules() {
    return Stream.of("streams", "producer", "loader", "endpoints").map(this::module);
  }

  private Stream<Service> services() {
    return compose.services().values().stream();
  }

  private List<String> published(String service) {
    return compose.services().get(service).list("ports");
  }

  private static String same(int port) {
    return "127.0.0.1:" + port + ":" + port;
  }

  private static Map<String, String> configs(MatchResult match) {
    return Pattern.compile("--config (\\S+)=(\\S+)")
        .matcher(match.group(2))
        .results()
        .collect(Collectors.toMap(config -> config.group(1), config -> config.group(2)));
  }

  private List<String> variables(String service, String prefix) {
    return compose.services().get(service).environment().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private static boolean known(String variable) {
    return names(StreamsSettings.PART, StreamsSettings.SETTINGS).contains(variable)
        || ProducerConfig.configNames().stream()
            .map(name -> Settings.variable(StreamsSettings.PART, "kafka.producer." + name))
            .anyMatch(variable::equals);
  }

  private static Set<String> names(String part, Collection<Setting> settings) {
    return settings.stream()
        .map(setting -> Settings.variable(part, setting.key()))
        .collect(Collectors.toSet());
  }

  /** Files below target exist only after the build, so a pom must mention them. */
  private static boolean madeOrThere(String source) {
    int target = source.indexOf("/target/");
    if (target < 0) {
      return Files.exists(Compose.HOME.resolve(source));
    }
    String made = source.substring(target + "/target/".length()).replaceAll("/$", "");
    String pom = Compose.read(source.substring(0, target) + "/pom.xml");
    return made.equals("classes")
        || pom.contains(
            "<outputDirectory>${project.build.directory}/" + made + "</outputDirectory>");
  }

  private static String property(String name) {
    return Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<")
        .matcher(Compose.read("pom.xml"))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }
}
