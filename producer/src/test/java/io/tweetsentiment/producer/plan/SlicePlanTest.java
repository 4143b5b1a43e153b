package io.tweetsentiment.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlicePlanTest {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  private static Span span(String from, String to) {
    return new Span(Instant.parse(from), Instant.parse(to));
  }

  private static List<Slice> plan(String from, String to) {
    return SlicePlan.of(
        Map.of("biden", "biden"), Map.of("biden", List.of(span(from, to))), QUARTER);
  }

  @Test
  void shouldCutFourDaysIntoQuarterHours() {
    List<Slice> slices = plan("2020-10-21T00:00:00Z", "2020-10-25T00:00:00Z");
    assertThat(slices).hasSize(384);
    assertThat(slices.get(383).start()).isEqualTo(Instant.parse("2020-10-24T23:45:00Z"));
    for (int i = 1; i < slices.size(); i++) {
      assertThat(slices.get(i).start()).isEqualTo(slices.get(i - 1).end());
    }
  }

  @Test
  void shouldBeginAndEndWithPartsWhenTheRunIsNotAligned() {
    List<Slice> slices = plan("2020-10-21T00:10:01Z", "2020-10-21T00:31:00Z");
    assertThat(slices)
        .extracting(Slice::id)
        .containsExactly(
            "2020-10-21T00:10:01Z_2020-10-21T00:15:00Z_biden",
            "2020-10-21T00:15:00Z_2020-10-21T00:30:00Z_biden",
            "2020-10-21T00:30:00Z_2020-10-21T00:31:00Z_biden");
  }

  @Test
  void shouldHaveOneSliceWhenTheRunIsShorterThanOne() {
    assertThat(plan("2020-10-21T00:01:00Z", "2020-10-21T00:02:00Z")).hasSize(1);
  }

  @Test
  void shouldCutBeforeTheEpochToo() {
    assertThat(plan("1969-12-31T23:50:00Z", "1970-01-01T00:10:00Z")).hasSize(2);
  }

  @Test
  void shouldTakeTheTopicsOfASpanTogether() {
    Map<String, List<Span>> topics = new LinkedHashMap<>();
    for (String topic : List.of("b", "a c/ü")) {
      topics.put(topic, List.of(span("2020-10-21T00:00:00Z", "2020-10-21T00:30:00Z")));
    }
    List<Slice> slices = SlicePlan.of(Map.of("b", "b", "a c/ü", "a c/ü"), topics, QUARTER);
    assertThat(slices).extracting(Slice::topic).containsExactly("b", "a c/ü", "b", "a c/ü");
    assertThat(slices.get(1).id()).endsWith("_a+c%2F%C3%BC");
  }

  @Test
  void shouldCountWhatItCuts() {
    Map<String, List<Span>> spans =
        Map.of(
            "a",
            List.of(
                span("1969-12-31T23:50:00Z", "1970-01-01T00:10:00Z"),
                span("2020-10-21T00:10:01Z", "2020-10-21T00:31:00Z")),
            "b",
            List.of(span("2020-10-21T00:00:00Z", "2020-10-21T00:15:00Z")));
    List<Slice> slices = SlicePlan.of(Map.of("a", "a", "b", "b"), spans, QUARTER);
    assertThat(slices).hasSize(6).isSortedAccordingTo(Comparator.comparing(Slice::start));
    assertThat(SlicePlan.count(spans, QUARTER)).isEqualTo(6);
  }

  @Test
  void shouldGiveALongTopicAnIdThatAnObjectOfS3CanHave() {
    Slice one = new Slice("ü".repeat(512), Instant.EPOCH, Instant.EPOCH.plusSeconds(900));
    Slice other = new Slice("ü".repeat(511) + "ö", one.start(), one.end());
    assertThat(one.id()).hasSizeLessThan(800).isNotEqualTo(other.id());
  }

  private static void check(String from, String to) {
    SlicePlan.check(List.of(span(from, to)));
  }

  @Test
  void shouldRefuseBadSpans() {
    assertThatThrownBy(() -> check("2020-10-21T00:00:00Z", "2020-10-21T00:00:00Z"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is not before");
    assertThatThrownBy(() -> check("2020-10-21T00:00:00.5Z", "2020-10-22T00:00:00Z"))
        .hasMessageContaining("not a whole second");
    assertThatThrownBy(() -> plan("1900-10-21T00:00:00Z", "2020-10-22T00:00:00Z"))
        .hasMessageContaining("set a longer freq");
  }
}
