package io.tweetsentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.cli.Group;
import io.tweetsentiment.cli.Program;
import io.tweetsentiment.cli.ProgramCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldExplainItselfWhenAskedTo() {
    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(out.toString()).contains("--config", "is STREAMS_", "window.size", "local.model");
  }

  @Test
  void shouldEndWithCode2WhenTheConfigurationIsWrong() {
    assertThat(run(Map.of("STREAMS_WINDOW_SIZE", "soon"))).isEqualTo(2);
    assertThat(err.toString()).contains("window.size is 'soon'");
  }

  @Test
  void shouldEndWithCode2WhenClientsRefuseTheirSettings() {
    Map<String, String> kafka = Map.of("STREAMS_KAFKA_BOOTSTRAP_SERVERS", "nowhere");
    assertThat(run(kafka)).isEqualTo(2);
    assertThat(err.toString()).contains("kafka.*", "bootstrap.servers: nowhere");

    Map<String, String> aws =
        Map.of("STREAMS_ENGINE", "comprehend", "STREAMS_AWS_ENDPOINT", "localhost:4568");
    assertThat(run(aws)).isEqualTo(2);
    assertThat(err.toString()).contains("aws.endpoint is 'localhost:4568'", "http://");
  }

  @Test
  void shouldEndWithCode2WhenTheEngineIsUnknown() {
    assertThat(run(Map.of("STREAMS_ENGINE", "oracle"))).isEqualTo(2);
    assertThat(err.toString()).contains("unknown engine oracle");
  }

  @Test
  void shouldNameTheJarWhenTheEngineIsNotThere() {
    Map<String, String> environment =
        Map.of("STREAMS_ENGINE", "onnx", "STREAMS_ONNX_FOLDER", "/models/tweets");

    assertThat(run(environment)).isEqualTo(2);
    assertThat(err.toString()).contains("sentiment-onnx");
  }

  @Test
  void shouldEndWithCode2WhenTheFileIsMissing() {
    assertThat(run(Map.of(), "--config", "no-such-file.properties")).isEqualTo(2);
    assertThat(err.toString()).contains("no-such-file.properties");
  }

  @Test
  void shouldNameBrokerAndRemedyWhenNoneAnswers() {
    String nobody = "127.0.0.1:" + TestingBroker.freePort();
    Map<String, String> environment =
        Map.of("STREAMS_KAFKA_BOOTSTRAP_SERVERS", nobody, "STREAMS_START_TIMEOUT", "PT1S");

    assertThat(run(environment)).isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("kafka.bootstrap.servers=" + nobody, "start.timeout=PT1S", "start one");
  }

  @Test
  void shouldAnswerAWrongOptionInOneLine() {
    assertThat(run(Map.of(), "--nope")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("'--nope'", "--help");
  }

  private int run(Map<String, String> given, String... args) {
    Map<String, String> environment = new TreeMap<>(given);
    environment.put("STREAMS_KAFKA_STATE_DIR", folder.toString());
    StreamsCommand streams = new StreamsCommand(environment);
    ProgramCommand command =
        new ProgramCommand(Group.PARTS, streams, StreamsSettings.PART, StreamsSettings::all);
    return Program.commandLine(List.of(() -> List.of(command)))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of("streams"), Stream.of(args)).toArray(String[]::new));
  }
}
