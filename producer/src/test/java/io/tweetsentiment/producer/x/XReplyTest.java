package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XReplyTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private static XReply reply(int status, String body, Instant reset) {
    return reply(status, body, Optional.empty(), reset);
  }

  private static XReply reply(int status, String body, Optional<Long> left, Instant reset) {
    List<LimitWindow> limits =
        reset == null ? List.of() : List.of(new LimitWindow("the rate limit of X", left, reset));
    return XReply.of(status, body.replace('\'', '"').getBytes(UTF_8), limits, NOW);
  }

  @Test
  void shouldAnswerWhenTheStatusIsOk() {
    assertThat(reply(200, "{}", NOW)).isInstanceOf(XReply.Answer.class);
  }

  @Test
  void shouldWaitForTheResetWhenTheRateLimitIsUsedUp() {
    assertThat(reply(429, "{'errors':[{'code':88,'message':'Rate'}]}", NOW.plusSeconds(9)))
        .isEqualTo(
            new XReply.Limited("the rate limit of X", NOW.plusSeconds(9), "X answered 429 (Rate)"));
  }

  @Test
  void shouldTellARequestThatCameTooSoonFromAUsedUpLimit() {
    Instant reset = NOW.plusSeconds(9);
    assertThat(reply(429, "{}", Optional.of(250L), reset)).isInstanceOf(XReply.TooSoon.class);
    assertThat(reply(429, "{}", Optional.of(0L), reset)).isInstanceOf(XReply.Limited.class);
    assertThat(reply(429, "{'title':'UsageCapExceeded'}", Optional.of(250L), reset))
        .isInstanceOf(XReply.Refused.class);
  }

  @Test
  void shouldBackOffWhenA429NamesNoResetToCome() {
    assertThat(reply(429, "{'title':'Too Many'}", null))
        .isEqualTo(new XReply.Passing("X answered 429 (Too Many)"));
    assertThat(reply(429, "{'title':'Too Many'}", NOW)).isInstanceOf(XReply.Passing.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'https://api.x.com/2/problems/usage-capped','title':'a'}",
        "{'type':'https://api.twitter.com/2/problems/usage-capped','title':'a','detail':'b'}",
        "{'errors':[{'type':'https://api.x.com/2/problems/usage-capped','title':'a'}]}",
        "{'title':'UsageCapExceeded'}"
      })
  void shouldStopWhenTheUsageCapIsReached(String body) {
    assertThat(reply(429, body, NOW.plusSeconds(9)))
        .isInstanceOfSatisfying(
            XReply.Refused.class, r -> assertThat(r.message()).contains("usage cap"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void shouldRepeatWhatMayPass(int status) {
    assertThat(reply(status, "<html>", null)).isInstanceOf(XReply.Passing.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400,x.endpoint=all",
    "401,X_BEARER_TOKEN",
    "402,credit",
    "403,x.endpoint=recent",
    "404,x.base.url",
    "302,x.base.url"
  })
  void shouldNameTheRemedyOfWhatStays(int status, String remedy) {
    XReply reply =
        reply(status, "{'errors':[{'message':'what X says'}],'title':'T','detail':'D'}", null);
    assertThat(reply)
        .isInstanceOfSatisfying(
            XReply.Refused.class,
            r -> assertThat(r.message()).contains(remedy, "T: D: what X says", "" + status));
  }

  @Test
  void shouldSayWhatTheBodySays() {
    assertThat(message("{'code':32,'message':'no'}")).isEqualTo("no");
    assertThat(message("plain text ")).isEqualTo("plain text");
    assertThat(message("[]")).isEqualTo("[]");
    assertThat(message("")).isEmpty();
    assertThat(message("x".repeat(500))).hasSize(200);
  }

  private static String message(String body) {
    return XProblem.of(body.replace('\'', '"').getBytes(UTF_8)).message();
  }

  @Test
  void shouldNameTheLimitThatLastsLongest() {
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of(
                "x-rate-limit-remaining", List.of("299"),
                "x-rate-limit-reset", List.of("1793527500"),
                "x-app-limit-24hour-remaining", List.of("0"),
                "x-app-limit-24hour-reset", List.of("1793590000"),
                "x-user-limit-24hour-remaining", List.of("0"),
                "x-user-limit-24hour-reset", List.of("1793580000")),
            (name, value) -> true);
    assertThat(XReply.of(429, "{}".getBytes(UTF_8), LimitWindow.of(headers), NOW))
        .isEqualTo(
            new XReply.Limited(
                "X's limit of 24 hours for this app",
                Instant.ofEpochSecond(1793590000),
                "X answered 429 ({})"));
  }

  @Test
  void shouldKnowWhatConcernsOneRequestOnly() {
    assertThat(((XReply.Refused) reply(400, "{}", null)).all()).isFalse();
    for (int status : List.of(401, 402, 403, 404)) {
      assertThat(((XReply.Refused) reply(status, "{}", null)).all()).isTrue();
    }
    assertThat(((XReply.Refused) reply(400, "{'title':'UsageCapExceeded'}", null)).all()).isTrue();
  }

  @Test
  void shouldReadTheReset() {
    assertThat(LimitWindow.reset(Optional.of("1793527200")))
        .contains(Instant.ofEpochSecond(1793527200));
    assertThat(LimitWindow.reset(Optional.of("soon"))).isEmpty();
    assertThat(LimitWindow.reset(Optional.of("99999999999999999"))).isEmpty();
    assertThat(LimitWindow.reset(Optional.empty())).isEmpty();
  }
}
