package io.tweetsentiment.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.producer.sink.SinkRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterLogTest {

  private final DeadLetterLog complaints = new DeadLetterLog();

  private void add(String reason) {
    complaints.add(new SinkRecord("1", new byte[0]), reason);
  }

  @Test
  void shouldCountReasonsOfAKindTogether() {
    add("no text");
    add("created_at 'yesterday' is not RFC 3339");
    add("created_at 'it's late' is not RFC 3339");
    add("the record of tweet 5 has 1,234 bytes");
    add("the record of tweet 7 has 9 bytes");
    add("key data appears twice");
    add("key id appears twice");
    assertThat(complaints.counts())
        .containsEntry("no text", 1L)
        .containsEntry("the record of tweet n has n bytes", 2L)
        .containsEntry("a key appears twice", 2L);
  }

  @Test
  void shouldRememberFewKindsWhenEveryReasonDiffers() {
    for (int i = 0; i < 1_000; i++) {
      add("reason " + "x".repeat(i));
    }
    Map<String, Long> counts = complaints.counts();
    assertThat(counts).hasSize(DeadLetterLog.MOST + 1);
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1_000);
  }
}
