package io.tweetsentiment.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.cli.CommandException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void shouldKeepThePortsThatUsersKnow() {
    Ports ports = new Ports(0);

    assertThat(ports.address(Port.KAFKA)).isEqualTo("127.0.0.1:9092");
    assertThat(ports.of(Port.CONNECT)).isEqualTo(8083);
    assertThat(ports.of(Port.REGISTRY)).isEqualTo(8081);
    assertThat(ports.url(Port.S3)).isEqualTo("http://127.0.0.1:9000");
    assertThat(ports.of(Port.KINESIS)).isEqualTo(4567);
    assertThat(ports.of(Port.COMPREHEND)).isEqualTo(4568);
    assertThat(ports.of(Port.X_API)).isEqualTo(8090);
    assertThat(ports.of(Port.POSTGRES)).isEqualTo(5432);
    assertThat(ports.of(Port.PAGE)).isEqualTo(8080);
  }

  @Test
  void shouldMoveAllOfThem() {
    Ports ports = new Ports(10_000);

    for (Port port : Port.values()) {
      assertThat(ports.of(port)).isEqualTo(new Ports(0).of(port) + 10_000);
    }
  }

  @Test
  void shouldNameTheTakenPortAndTheRemedy() throws Exception {
    // An offset that makes the first port the one that this test occupies.
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(taken.getLocalPort() - new Ports(0).of(Port.KINESIS));

      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(CommandException.class)
          .hasMessageContaining(taken.getLocalPort() + " (kinesis)")
          .hasMessageContaining("--port-offset");
      assertThatThrownBy(() -> ports.requireFree(Port.KINESIS)).hasMessageContaining("kinesis");
    }
  }

  @Test
  void shouldRefuseAnOffsetThatLeavesThePortRange() {
    assertThatThrownBy(() -> new Ports(60_000)).hasMessageContaining("60000");
    assertThatThrownBy(() -> new Ports(-1)).hasMessageContaining("-1");
  }
}
