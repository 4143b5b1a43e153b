package io.tweetsentiment.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.standalone.run.Addresses;
import io.tweetsentiment.streams.deadletters.FoundLetter;
import io.tweetsentiment.streams.deadletters.LetterFilter;
import io.tweetsentiment.streams.deadletters.LetterJson;
import io.tweetsentiment.streams.deadletters.LetterReader;
import io.tweetsentiment.streams.deadletters.LetterSummary;
import io.tweetsentiment.streams.deadletters.Redrive;
import io.tweetsentiment.streams.deadletters.RedriveMarks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tweet-sentiment dlq}: looks at dead letters and sends them back. */
@Command(
    name = "dlq",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, exports and redrives the dead letters of topology and sinks.",
    subcommands = {
      DlqCommand.ListLetters.class,
      DlqCommand.Show.class,
      DlqCommand.Export.class,
      DlqCommand.RedriveLetters.class
    })
final class DlqCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a subcommand: list, show, export or redrive.");
  }

  /** Whether a value begins like Avro in Confluent's wire format. */
  private static boolean isAvro(byte[] value) {
    return value.length > 5 && value[0] == 0;
  }

  /** Which letters of which cluster. */
  static final class Choice {

    @Option(
        names = "--bootstrap-server",
        paramLabel = "HOST:PORT",
        description =
            "Brokers of the cluster. Default: those of the run in ./data, or in the folder that"
                + " TWEET_SENTIMENT_DATA names.")
    private String servers;

    @Option(
        names = "--command-config",
        paramLabel = "FILE",
        description = "Properties file of the Kafka clients, for TLS and SASL.")
    private Path config;

    @Option(
        names = "--dlq-topic",
        paramLabel = "NAME",
        description =
            "Topic of dead letters; may be repeated. Default: tweets.dlq and connect.dlq; for redrive"
                + " tweets.dlq alone, because what a sink has dead-lettered is still in its topic.")
    private List<String> topics = List.of();

    @Option(
        names = "--reason",
        paramLabel = "REGEX",
        description = "Only letters in whose reason this is found.")
    private Pattern reason;

    @Option(
        names = "--stage",
        paramLabel = "REGEX",
        description = "Only letters in whose stage this is found.")
    private Pattern stage;

    @Option(
        names = "--from",
        paramLabel = "T",
        description =
            "Only letters from this time or date on, UTC: of tweets.dlq the time of the letter, of"
                + " connect.dlq that of its record.")
    private String from;

    @Option(
        names = "--to",
        paramLabel = "T",
        description = "Only letters before this time or date, UTC.")
    private String to;

    @Option(
        names = "--position",
        paramLabel = "TOPIC-PARTITION@OFFSET",
        description = "Only the letter at this position, as list and export print it.")
    private String position;

    Map<String, Object> client() {
      Map<String, Object> client = new HashMap<>();
      if (config != null) {
        try {
          Utils.loadProps(config.toString())
              .forEach((name, value) -> client.put(name.toString(), value));
        } catch (IOException e) {
          throw CommandException.badInput(
              "--command-config " + config + " cannot be read: " + e + ". Name a properties file.",
              e);
        }
      }
      String brokers = servers == null ? Addresses.current().kafka() : servers;
      if (servers == null) {
        KafkaTool.requireBroker(brokers);
      }
      client.put("bootstrap.servers", brokers);
      return client;
    }

    LetterFilter filter() {
      return new LetterFilter(
          Optional.ofNullable(reason),
          Optional.ofNullable(stage),
          Optional.ofNullable(from).map(text -> Settings.instant("--from", text)),
          Optional.ofNullable(to).map(text -> Settings.instant("--to", text)),
          Optional.ofNullable(position));
    }

    void read(Consumer<FoundLetter> accepted) {
      read(List.of(Topics.DLQ.topicName(), Topics.CONNECT_DLQ), accepted);
    }

    void read(List<String> defaultTopics, Consumer<FoundLetter> accepted) {
      try {
        new LetterReader(client())
            .read(topics.isEmpty() ? defaultTopics : topics, filter(), accepted);
      } catch (InvalidTopicException e) {
        throw CommandException.badInput(e.getMessage() + ". Name others with --dlq-topic.", e);
      }
    }
  }

  /** {@code dlq list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Counts the letters by topic, stage and reason, the most frequent first.")
  static final class ListLetters implements Callable<Integer> {

    @Mixin private Choice choice;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      LetterSummary summary = new LetterSummary();
      choice.read(summary::add);
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%8s  %-20s  %-20s  %s%n", "count", "first", "last", "stage: reason (example)");
      long count = 0;
      for (LetterSummary.Line line : summary.lines()) {
        out.printf(
            "%8d  %-20s  %-20s  %s: %s (%s)%n",
            line.count(),
            line.first().truncatedTo(ChronoUnit.SECONDS),
            line.last().truncatedTo(ChronoUnit.SECONDS),
            line.stage(),
            line.reason(),
            line.example());
        count += line.count();
      }
      out.println(count + " dead letters");
      return ExitCode.DONE;
    }
  }

  /** {@code dlq show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Prints letters as JSON, one a line, with key, value and headers.")
  static final class Show implements Callable<Integer> {

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "10",
        description = "Print at most this many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin private Choice choice;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      int[] count = {0};
      choice.read(
          letter -> {
            if (count[0]++ < limit) {
              out.println(LetterJson.line(letter));
            }
          });
      if (count[0] > limit) {
        spec.commandLine()
            .getErr()
            .println((count[0] - limit) + " more; see --limit, or use export.");
      }
      return ExitCode.DONE;
    }
  }

  /** {@code dlq export}. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Writes letters to a file as JSON, one a line, with key, value and headers.")
  static final class Export implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "File to write.")
    private Path file;

    @Mixin private Choice choice;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      long[] count = {0};
      try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, UTF_8))) {
        choice.read(
            letter -> {
              out.println(LetterJson.line(letter));
              count[0]++;
            });
        if (out.checkError()) {
          throw new IOException("cannot write to " + file + "; is the disk full?");
        }
      }
      spec.commandLine().getOut().println(count[0] + " dead letters are in " + file);
      return ExitCode.DONE;
    }
  }

  /** {@code dlq redrive}. */
  @Command(
      name = "redrive",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Sends letters back to the topics that they came from, with their original keys, values and"
            + " headers. Each letter is sent back once; a letter that was sent back before is left"
            + " out. A tweet that the engine rejected is scored again."
      })
  static final class RedriveLetters implements Callable<Integer> {

    private static final List<String> TOPICS = List.of(Topics.DLQ.topicName());

    @Option(
        names = "--edit",
        paramLabel = "COMMAND",
        description =
            "Shell command that reads the value of a letter and writes the value to send instead: Avro"
                + " in Confluent's wire format. A letter for which it fails is left out. An edited"
                + " tweet needs a later ingested_at than the one that was rejected.")
    private String edit;

    @Option(names = "--dry-run", description = "Only count what would be sent back.")
    private boolean dryRun;

    @Option(
        names = "--replication-factor",
        paramLabel = "N",
        defaultValue = "-1",
        description =
            "Replication factor of the topic "
                + RedriveMarks.TOPIC
                + ", which is created if there is none. Default: the brokers' default.")
    private short replication;

    @Mixin private Choice choice;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      Map<Redrive.Result, Long> results = new EnumMap<>(Redrive.Result.class);
      if (dryRun) {
        RedriveMarks marks = RedriveMarks.read(choice.client());
        long failed = each((letter, edited) -> count(results, marks.admit(letter, edited)));
        return report("would be sent back", results, failed);
      }
      try (Redrive redrive = new Redrive(choice.client(), replication)) {
        long failed = each((letter, edited) -> count(results, redrive.send(letter, edited)));
        redrive.commit();
        return report("are sent back", results, failed);
      }
    }

    /** Edits the chosen letters; returns the number of those that could not be edited. */
    private long each(BiConsumer<FoundLetter, Optional<byte[]>> use) {
      Optional<ValueEditor> editor = Optional.ofNullable(edit).map(ValueEditor::new);
      long[] failed = {0};
      choice.read(
          TOPICS,
          letter -> {
            Optional<byte[]> edited = editor.flatMap(e -> e.edit(letter.record().value()));
            if (editor.isPresent() && !edited.map(DlqCommand::isAvro).orElse(false)) {
              failed[0]++;
            } else {
              use.accept(letter, edited);
            }
          });
      return failed[0];
    }

    private static void count(Map<Redrive.Result, Long> results, Redrive.Result result) {
      results.merge(result, 1L, Long::sum);
    }

    private int report(String sent, Map<Redrive.Result, Long> results, long failedEdits) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(results.getOrDefault(Redrive.Result.SENT, 0L) + " dead letters " + sent);
      say(out, results.get(Redrive.Result.REPEATED), "were sent back before");
      say(out, results.get(Redrive.Result.WITHOUT_ORIGIN), "do not say where they came from");
      say(
          out,
          results.get(Redrive.Result.IN_ENVELOPE),
          "hold what the producer could not send as a tweet: edit them, or ingest again");
      say(
          out,
          failedEdits == 0 ? null : failedEdits,
          "could not be edited: the command failed, or did not write Avro in Confluent's wire"
              + " format");
      return failedEdits == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void say(PrintWriter out, Long count, String what) {
      if (count != null) {
        out.println(count + " " + what);
      }
    }
  }
}
