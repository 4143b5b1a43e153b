package io.tweetsentiment.standalone.transactions;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Writes the end marker of a transaction, as the coordinator would have done. The admin client can
 * only abort, but a transaction whose other partitions are committed must be committed in this
 * partition too.
 *
 * <p>Threading: used by one thread.
 */
final class MarkerWriter implements AutoCloseable {

  private static final int TIMEOUT_MS = 30_000;

  /** The version that accepts the epoch with which the transaction was written. */
  private static final short TRANSACTION_VERSION = 0;

  private final Metrics metrics = new Metrics();
  private final KafkaClient client;

  MarkerWriter(Map<String, Object> clientProperties) {
    this.client =
        ClientUtils.createNetworkClient(
            new AdminClientConfig(clientProperties),
            "transaction-repair",
            metrics,
            "transaction-repair",
            new LogContext(),
            new ApiVersions(),
            Time.SYSTEM,
            1,
            TIMEOUT_MS,
            null,
            new ManualMetadataUpdater(),
            new DefaultHostResolver(),
            null,
            null);
  }

  /**
   * Writes the marker and waits for it.
   *
   * @param leader broker that leads the partition
   * @throws IOException when the broker cannot be reached or refuses
   */
  void write(Node leader, OpenTransaction open, boolean commit) throws IOException {
    TxnMarkerEntry marker =
        new TxnMarkerEntry(
            open.producerId(),
            open.producerEpoch(),
            open.coordinatorEpoch(),
            commit ? TransactionResult.COMMIT : TransactionResult.ABORT,
            List.of(open.partition()),
            TRANSACTION_VERSION);
    if (!NetworkClientUtils.awaitReady(client, leader, Time.SYSTEM, TIMEOUT_MS)) {
      throw new IOException("no connection to broker " + leader + " within " + TIMEOUT_MS + " ms");
    }
    ClientRequest request =
        client.newClientRequest(
            leader.idString(),
            new WriteTxnMarkersRequest.Builder(List.of(marker)),
            Time.SYSTEM.milliseconds(),
            true);
    ClientResponse response = NetworkClientUtils.sendAndReceive(client, request, Time.SYSTEM);
    Errors error =
        ((WriteTxnMarkersResponse) response.responseBody())
            .errorsByProducerId()
            .get(open.producerId())
            .get(open.partition());
    if (error != Errors.NONE) {
      throw new IOException(
          String.format(
              "broker %s refuses to end the transaction of producer %d in %s: %s",
              leader, open.producerId(), open.partition(), error.message()));
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    metrics.close();
  }
}
