package io.tweetsentiment.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelSqlTest {

  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2020-10-20T00:00:00Z"), Instant.parse("2020-10-21T12:30:00Z"));
  private static final LocalDateTime FROM = LocalDateTime.of(2020, 10, 20, 0, 0);
  private static final LocalDateTime TO = LocalDateTime.of(2020, 10, 21, 12, 30);
  private static final Map<String, List<String>> TOPICS =
      Map.of("topic", List.of("a", "o'b"), "none", List.of());

  @Test
  void shouldBindBothEndsWhenTimeIsFiltered() {
    BoundSql sql = PanelSql.expand("WHERE $__timeFilter(s.window_time) AND x", RANGE, TOPICS);
    assertThat(sql)
        .isEqualTo(new BoundSql("WHERE s.window_time BETWEEN ? AND ? AND x", List.of(FROM, TO)));
  }

  @Test
  void shouldBindOneEndWhenItIsNamed() {
    BoundSql sql = PanelSql.expand("t > $__timeFrom() AND t < $__timeTo()", RANGE, TOPICS);
    assertThat(sql).isEqualTo(new BoundSql("t > ? AND t < ?", List.of(FROM, TO)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${topic:sqlstring}", "${topic:singlequote}", "${topic}", "$topic"})
  void shouldBindEachValueWhenAVariableIsUsed(String reference) {
    BoundSql sql = PanelSql.expand("topic IN (" + reference + ")", RANGE, TOPICS);
    assertThat(sql).isEqualTo(new BoundSql("topic IN (?, ?)", List.of("a", "o'b")));
  }

  @Test
  void shouldMatchNothingWhenNoValueIsChosen() {
    assertThat(PanelSql.expand("x IN ($none)", RANGE, TOPICS).text()).isEqualTo("x IN (NULL)");
  }

  @Test
  void shouldKeepTheOrderOfValuesWhenReferencesAreMixed() {
    BoundSql sql = PanelSql.expand("$topic $__timeTo() $topic", RANGE, TOPICS);
    assertThat(sql.values()).containsExactly("a", "o'b", TO, "a", "o'b");
  }

  @Test
  void shouldNeverExpandAgainWhenAValueLooksLikeAReference() {
    BoundSql sql = PanelSql.expand("${topic}", RANGE, Map.of("topic", List.of("$__timeTo() --")));
    assertThat(sql).isEqualTo(new BoundSql("?", List.of("$__timeTo() --")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$__timeGroup(window_time, '15m')",
        "$__timeFilter(window_time OR 1=1)",
        "$__timeFilter",
        "${topic:csv}",
        "$absent"
      })
  void shouldRefuseWhenTheReferenceIsNotKnown(String reference) {
    assertThatThrownBy(() -> PanelSql.expand(reference, RANGE, TOPICS))
        .isInstanceOf(BadRequestException.class);
  }
}
