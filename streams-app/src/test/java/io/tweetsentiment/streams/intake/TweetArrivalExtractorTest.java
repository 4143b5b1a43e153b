package io.tweetsentiment.streams.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TweetArrivalExtractorTest {

  private static final long OWN = 5_000;

  @Test
  void shouldPutASentimentWhereItsTweetStands() {
    assertThat(extract(TweetArrivalExtractor.header(123))).isEqualTo(123);
    assertThat(extract(TweetArrivalExtractor.header(0))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "noon", "1.5", "9999999999999999999999"})
  void shouldTakeTheRecordsOwnTimeWhenTheHeaderMakesNoSense(String text) {
    assertThat(extract(new RecordHeaders().add(TweetArrivalExtractor.HEADER, text.getBytes(UTF_8))))
        .isEqualTo(OWN);
  }

  @Test
  void shouldTakeTheRecordsOwnTimeWhenThereIsNoHeader() {
    assertThat(extract(new RecordHeaders())).isEqualTo(OWN);
    assertThat(extract(new RecordHeaders().add(TweetArrivalExtractor.HEADER, null))).isEqualTo(OWN);
  }

  private static long extract(Headers headers) {
    return new TweetArrivalExtractor()
        .extract(
            new ConsumerRecord<>(
                "tweets.sentiment",
                0,
                0,
                OWN,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                "value",
                headers,
                Optional.empty()),
            -1);
  }
}
