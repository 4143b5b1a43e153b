package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.standalone.transactions.EndedTransaction;
import io.tweetsentiment.standalone.transactions.OpenTransaction;
import io.tweetsentiment.standalone.transactions.TransactionRepair;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tweet-sentiment repair-transactions}: repairs the transactions of a running cluster. */
@Command(
    name = "repair-transactions",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Ends transactions that a killed broker left open. Their coordinator no longer ends them, so"
            + " readers of committed data wait forever. Each is committed or aborted as its"
            + " coordinator had decided; if the coordinators' log no longer contains the decision, it"
            + " is aborted. Clients can keep running.")
final class RepairCommand implements Callable<Integer> {

  private static final int PATIENCE_MS = 20_000;

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Brokers of the cluster.")
  private String servers;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "Properties file of the admin client, for TLS and SASL.")
  private Path config;

  @Option(
      names = "--dry-run",
      description = "Only list the transactions; the exit code is 1 if there is one.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    try {
      return repair();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw unreached(e.getCause());
      }
      throw e;
    } catch (KafkaException e) {
      throw unreached(e.getCause() == null ? e : e.getCause());
    }
  }

  private Properties clientProperties() {
    try {
      return Utils.loadProps(config.toString());
    } catch (IOException e) {
      throw CommandException.badInput(
          "--command-config " + config + " cannot be read: " + e + ". Name a properties file.", e);
    }
  }

  private CommandException unreached(Throwable cause) {
    return CommandException.badInput(
        String.format(
            "--bootstrap-server %s: no broker answers at this address (%s). Give a broker's host:port,"
                + " and --command-config if it requires TLS or SASL.",
            servers, cause.getMessage()),
        cause);
  }

  private int repair() throws IOException, InterruptedException, ExecutionException {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    if (config != null) {
      clientProperties().forEach((name, value) -> properties.put(name.toString(), value));
    }
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    PrintWriter out = spec.commandLine().getOut();
    try (TransactionRepair repair = new TransactionRepair(properties)) {
      if (dryRun) {
        List<OpenTransaction> hanging = repair.hanging();
        hanging.forEach(out::println);
        out.println(hanging.size() + " hanging transactions");
        return hanging.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
      }
      List<EndedTransaction> ended = repair.endHanging();
      ended.forEach(out::println);
      out.println(ended.size() + " transactions ended");
      return ExitCode.DONE;
    }
  }
}
