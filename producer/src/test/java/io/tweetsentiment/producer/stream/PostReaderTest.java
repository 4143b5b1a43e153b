package io.tweetsentiment.producer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostReaderTest {

  private static final Instant SEEN = Instant.parse("2026-03-02T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0001-01-01T00:00:00Z, 2026-03-02T12:00:00Z",
    "1969-12-31T23:59:59Z, 2026-03-02T12:00:00Z",
    "1970-01-01T00:00:00.000Z, 2026-03-02T12:00:00Z",
    "2006-03-20T23:59:59Z, 2026-03-02T12:00:00Z",
    "2006-03-21T00:30:00+02:00, 2026-03-02T12:00:00Z",
    "2099-01-01T00:00:00Z, 2026-03-02T12:00:00Z",
    "yesterday, 2026-03-02T12:00:00Z",
    "2006-03-21T00:00:00Z, 2006-03-21T00:00:00Z",
    "2026-03-02T13:59:00+02:00, 2026-03-02T11:59:00Z",
  })
  void shouldTakeAStatedTimeOnlyWhenItIsPossible(String stated, Instant expected) {
    JetstreamEvent.Written post =
        new JetstreamEvent.Written(
            "did:plc:a",
            "1",
            false,
            "",
            new ObjectMapper().createObjectNode().put("text", "tea").put("createdAt", stated),
            StreamPlace.micros(SEEN));
    assertThat(PostReader.tweet(post, "tea").getCreatedAt()).isEqualTo(expected);
  }
}
