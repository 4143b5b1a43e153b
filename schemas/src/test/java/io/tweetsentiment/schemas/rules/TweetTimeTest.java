package io.tweetsentiment.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TweetTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2024-05-01T10:00:00Z, 2024-05-01T10:00:00Z",
    "2024-05-01T10:00:00.123456789Z, 2024-05-01T10:00:00.123Z",
    "2024-05-01T10:00:00.1Z, 2024-05-01T10:00:00.100Z",
    "2024-05-01t10:00:00z, 2024-05-01T10:00:00Z",
    "2024-05-01 10:00:00+00:00, 2024-05-01T10:00:00Z",
    "2024-05-01T10:00:00+05:30, 2024-05-01T04:30:00Z",
    "2024-05-01T10:00:00-08:00, 2024-05-01T18:00:00Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
    "2016-12-31T23:59:60.75Z, 2016-12-31T23:59:59.750Z",
    "2017-01-01T05:29:60+05:30, 2016-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
    "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z"
  })
  void shouldReadWhatRfc3339Has(String text, Instant time) {
    assertThat(TweetTime.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday, is not RFC 3339",
    "'', is not RFC 3339",
    "2024-05-01, is not RFC 3339",
    "2024-05-01T10:00Z, is not RFC 3339",
    "2024-05-01T10:00:00, is not RFC 3339",
    "1714557600000, is not RFC 3339",
    "Wed May 01 10:00:00 +0000 2024, is not RFC 3339",
    "2024-02-30T10:00:00Z, is not a valid time",
    "2024-05-01T24:00:01Z, is not a valid time",
    "2024-05-01T10:00:61Z, is not a valid time",
    "2024-05-01T10:00:60Z, only the last minute of a day",
    "2024-05-01T10:00:00+19:00, is not a valid time",
    "+999999999-01-01T00:00:00Z, is outside the years 1 to 9999",
    "-0001-01-01T00:00:00Z, is outside the years 1 to 9999",
    "10000-01-01T00:00:00Z, is outside the years 1 to 9999",
    "0000-12-31T23:59:59Z, is outside the years 1 to 9999",
    "0001-01-01T00:00:00+00:01, is outside the years 1 to 9999",
    "9999-12-31T23:59:59-00:01, is outside the years 1 to 9999"
  })
  void shouldSayWhatIsWrongWhenItIsNoTimeOfATweet(String text, String reason) {
    assertThatThrownBy(() -> TweetTime.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "' ")
        .hasMessageContaining(reason);
  }

  @Property
  void shouldReadEveryMillisecondOfTheYears1To9999(
      @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) {
    Instant time = Instant.ofEpochMilli(millis);
    assertThat(TweetTime.parse(time.toString())).isEqualTo(time);
  }

  @Property
  void shouldReadATimeOrSayWhyNotWhateverTheTextIs(@ForAll String text) {
    try {
      assertThat(TweetTime.parse(text)).isBetween(TweetTime.FIRST, TweetTime.END.minusMillis(1));
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
