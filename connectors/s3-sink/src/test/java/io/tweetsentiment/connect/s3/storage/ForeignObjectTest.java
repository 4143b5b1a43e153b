package io.tweetsentiment.connect.s3.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class ForeignObjectTest {
  private static final Instant STORED = Instant.parse("2026-01-31T12:00:00Z");
  private static final long LATEST = OffsetRange.foreign(7, STORED).latest();

  private final ForeignObject object = new ForeignObject("topics/t/t+0+7.json", 7, 3, LATEST);

  @Test
  void shouldCountRecordsAndNotOneTwice() {
    assertThat(object.holds(7, null)).isTrue();
    assertThat(object.holds(7, null)).as("asked again").isTrue();
    assertThat(object.holds(9, null)).isTrue();
    assertThat(object.finished()).isFalse();
    assertThat(object.holds(10, null)).isTrue();
    assertThat(object.finished()).isTrue();
    assertThat(object.holds(11, null)).isFalse();
  }

  @Test
  void shouldDoubtTheFirstRecordThatIsYoungerThanTheObject() {
    assertThat(object.doubt(7, null)).isEmpty();
    assertThat(object.doubt(7, STORED.toEpochMilli())).isEmpty();
    assertThat(object.doubt(8, STORED.plusMillis(1).toEpochMilli()))
        .get()
        .asString()
        .contains("topics/t/t+0+7.json", "offset 8", "2026-01-31T12:00:00.001Z")
        .contains("stored earlier, at 2026-01-31T12:00:00Z", "back to offset 7");
    assertThat(object.doubt(9, STORED.plusMillis(2).toEpochMilli())).as("said once").isEmpty();
  }

  @Test
  void shouldFailWhenARecordIsYoungerThanClocksCanDiffer() {
    assertThat(object.holds(7, LATEST)).isTrue();
    assertThatThrownBy(() -> object.holds(8, LATEST + 1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Delete the object");
  }

  @Test
  void shouldNotDoubtWhenTheStoreDoesNotTellWhenItStoredTheObject() {
    ForeignObject undated = new ForeignObject("key", 7, 3, OffsetRange.foreign(7, null).latest());

    assertThat(undated.holds(7, Long.MAX_VALUE)).isTrue();
    assertThat(undated.doubt(7, Long.MAX_VALUE)).isEmpty();
  }
}
