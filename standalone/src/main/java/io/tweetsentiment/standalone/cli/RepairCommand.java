package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.standalone.transactions.EndedTransaction;
import io.tweetsentiment.standalone.transactions.OpenTransaction;
import io.tweetsentiment.standalone.transactions.TransactionRepair;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** {@code bin/tweet-sentiment repair-transactions}: the repair on a cluster that runs. */
@Command(
    name = "repair-transactions",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Ends transactions that no coordinator will end any more, because a broker was killed: readers"
            + " of committed data wait for them for ever. Each is committed or aborted as it was"
            + " decided; one of which the log of the coordinators no longer says how is aborted."
            + " Clients may run meanwhile.")
public final class RepairCommand implements Callable<Integer> {

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

  @Option(names = "--dry-run", description = "Only list them; code 1 when there is one.")
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

  private IllegalStateException unreached(Throwable cause) {
    return new IllegalStateException(
        String.format(
            "--bootstrap-server %s: no broker answers there (%s). Give a broker's host:port, and"
                + " --command-config where it asks for TLS or SASL.",
            servers, cause.getMessage()),
        cause);
  }

  private int repair() throws IOException, InterruptedException, ExecutionException {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    if (config != null) {
      Utils.loadProps(config.toString())
          .forEach((name, value) -> properties.put(name.toString(), value));
    }
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    PrintWriter out = spec.commandLine().getOut();
    try (TransactionRepair repair = new TransactionRepair(properties)) {
      if (dryRun) {
        List<OpenTransaction> hanging = repair.hanging();
        hanging.forEach(out::println);
        out.println(hanging.size() + " transactions hang");
        return hanging.isEmpty() ? 0 : 1;
      }
      List<EndedTransaction> ended = repair.endHanging();
      ended.forEach(out::println);
      out.println(ended.size() + " transactions were ended");
      return 0;
    }
  }
}
