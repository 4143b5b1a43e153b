package io.tweetsentiment.streams.http;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.streams.scoring.DispatcherStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Health of the app.
 *
 * @param status {@code up}; {@code degraded} while the engine does not answer: nothing is lost, but
 *     tweets wait, or another engine scores them; {@code paused} while the engine must not be used,
 *     for instance because its budget is used up; {@code starting} while tasks are assigned or
 *     restored; {@code down}
 * @param state state of Kafka Streams
 * @param reason why it is not up, or empty
 */
public record Health(String status, String state, String reason) {

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  public static Health of(KafkaStreams.State state, DispatcherStatus engine) {
    return of(state, engine, Optional.empty());
  }

  /**
   * The health.
   *
   * @param trouble what is wrong although texts are scored
   */
  public static Health of(
      KafkaStreams.State state, DispatcherStatus engine, Optional<String> trouble) {
    if (state == KafkaStreams.State.CREATED || state == KafkaStreams.State.REBALANCING) {
      return new Health("starting", state.name(), "tasks are being assigned and restored");
    }
    if (state != KafkaStreams.State.RUNNING) {
      return new Health("down", state.name(), "Kafka Streams has stopped");
    }
    if (engine.isDegraded() && EngineUnavailableException.isPause(engine.failure())) {
      return new Health("paused", state.name(), engine.failure());
    }
    return engine.isDegraded()
        ? new Health(
            "degraded",
            state.name(),
            "the engine failed " + engine.failuresInARow() + " times: " + engine.failure())
        : new Health(trouble.isPresent() ? "degraded" : "up", state.name(), trouble.orElse(""));
  }

  /** Whether the app works, perhaps with delays. */
  public boolean isServing() {
    return status.equals("up") || status.equals("degraded") || status.equals("paused");
  }

  public Response response() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status);
    body.put("state", state);
    body.put("reason", reason);
    return Response.json(isServing() ? OK : UNAVAILABLE, body);
  }
}
