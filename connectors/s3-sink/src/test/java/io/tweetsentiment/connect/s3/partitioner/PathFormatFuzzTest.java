package io.tweetsentiment.connect.s3.partitioner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A format is refused with a reason, or its paths stay below the folder and fit in a key. */
class PathFormatFuzzTest {

  private static final int LONGEST_KEY = 1024;

  private static final List<String> PIECES =
      List.of(
          "'dt'=",
          "YYYY",
          "MM",
          "dd",
          "HH",
          "yy",
          "DDD",
          "xxxx",
          "ww",
          "e",
          "EEEE",
          "MMMM",
          "GG",
          "a",
          "hh",
          "KK",
          "kk",
          "mm",
          "ss",
          "SSS",
          "SSSSSSSSSSSS",
          "Z",
          "ZZ",
          "ZZZ",
          "z",
          "zzzz",
          "/",
          "..",
          ".",
          "'..'",
          "'.'",
          "'",
          "''",
          "\\",
          " ",
          "[",
          "]",
          "{",
          "}",
          "#",
          "p",
          "Q",
          "\0",
          "é",
          "\ud83d",
          "y".repeat(40),
          "'x'".repeat(400),
          "'é'".repeat(600));

  @Provide
  Arbitrary<String> formats() {
    return Arbitraries.oneOf(
        Arbitraries.of(PIECES).list().ofMaxSize(8).map(pieces -> String.join("", pieces)),
        Arbitraries.strings().all().ofMaxLength(30));
  }

  @Provide
  Arbitrary<ZonedDateTime> times() {
    return Combinators.combine(
            Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
            Arbitraries.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York"))
        .as((second, zone) -> Instant.ofEpochSecond(second).atZone(ZoneId.of(zone)));
  }

  @Provide
  Arbitrary<Locale> locales() {
    return Arbitraries.of("", "en-US", "de-DE", "ar", "th-TH-u-ca-buddhist", "ja", "hi-IN")
        .map(Locale::forLanguageTag);
  }

  @Property
  void shouldStayBelowTheFolder(
      @ForAll("formats") String format,
      @ForAll("times") ZonedDateTime time,
      @ForAll("locales") Locale locale) {
    DateTimeFormatter formatter;
    try {
      formatter = PathFormat.formatter(format, locale);
    } catch (IllegalArgumentException refusal) {
      assertThat(refusal.getMessage()).isNotBlank();
      return;
    }
    String path = formatter.format(time);

    assertThat(Arrays.asList(path.split("[/\\\\]", -1))).doesNotContain("..", ".");
    assertThat(path.getBytes(UTF_8)).hasSizeLessThan(LONGEST_KEY);
    assertThat(path.chars()).noneMatch(Character::isISOControl);
    // The same time always has the same path.
    assertThat(formatter.format(time)).isEqualTo(path);
  }

  @Property
  void shouldCountWeeksAsIsoDoesWhateverTheLocale(
      @ForAll("times") ZonedDateTime time, @ForAll("locales") Locale locale) {
    assertThat(PathFormat.formatter("xxxx/ww/e", locale).format(time))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "%04d/%02d/%d",
                time.get(IsoFields.WEEK_BASED_YEAR),
                time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                time.getDayOfWeek().getValue()));
  }

  @Example
  void shouldSayWhatIsWrongWithAFolderThatLeavesThePlace() {
    for (String format : List.of("../YYYY", "YYYY/'..'", "YYYY/'.'/dd", "..")) {
      assertThatThrownBy(() -> PathFormat.formatter(format, Locale.ROOT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must not consist of dots");
    }
    assertThat(PathFormat.formatter("YYYY..MM", Locale.ROOT)).isNotNull();
  }
}
