package io.tweetsentiment.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.streams.scoring.DispatcherStatus;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class HealthTest {

  private static final DispatcherStatus FAILING = DispatcherStatus.IDLE.failed(3, "rate exceeded");

  @Test
  void shouldBeUpWhenRunning() {
    Response response = Health.of(State.RUNNING, DispatcherStatus.IDLE).response();

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"status\":\"up\",\"state\":\"RUNNING\",\"reason\":\"\"}");
  }

  @Test
  void shouldBeDegradedButServingWhenTheEngineFails() {
    Health health = Health.of(State.RUNNING, FAILING);

    assertThat(health.status()).isEqualTo("degraded");
    assertThat(health.reason()).isEqualTo("the engine failed 3 times: rate exceeded");
    assertThat(health.response().status()).isEqualTo(200);
  }

  @Test
  void shouldBePausedButServingWhenTheBudgetIsUsedUp() {
    Health health =
        Health.of(State.RUNNING, DispatcherStatus.IDLE.failed(2, "paused: budget: the limit is 3"));

    assertThat(health.status()).isEqualTo("paused");
    assertThat(health.reason()).isEqualTo("paused: budget: the limit is 3");
    assertThat(health.response().status()).isEqualTo(200);
  }

  @Test
  void shouldNotServeWhenNotRunning() {
    assertThat(Health.of(State.REBALANCING, FAILING).status()).isEqualTo("starting");
    assertThat(Health.of(State.CREATED, FAILING).response().status()).isEqualTo(503);
    assertThat(Health.of(State.ERROR, FAILING).status()).isEqualTo("down");
    assertThat(Health.of(State.PENDING_ERROR, FAILING).response().status()).isEqualTo(503);
  }
}
