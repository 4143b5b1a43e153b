package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
    return XReply.of(
        status, body.replace('\'', '"').getBytes(UTF_8), left, Optional.ofNullable(reset), NOW);
  }

  @Test
  void shouldAnswerWhenTheStatusIsOk() {
    assertThat(reply(200, "{}", NOW)).isInstanceOf(XReply.Answer.class);
  }

  @Test
  void shouldWaitForTheResetWhenTheRateLimitIsUsedUp() {
    assertThat(reply(429, "{'errors':[{'code':88,'message':'Rate'}]}", NOW.plusSeconds(9)))
        .isEqualTo(new XReply.Limited(NOW.plusSeconds(9)));
  }

  @Test
  void shouldTellARequestThatCameTooSoonFromAUsedUpLimit() {
    Instant reset = NOW.plusSeconds(9);
    assertThat(reply(429, "{}", Optional.of(250L), reset)).isEqualTo(new XReply.TooSoon());
    assertThat(reply(429, "{}", Optional.of(0L), reset)).isEqualTo(new XReply.Limited(reset));
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
  void shouldReadTheReset() {
    assertThat(XReply.reset(Optional.of("1793527200"))).contains(Instant.ofEpochSecond(1793527200));
    assertThat(XReply.reset(Optional.of("soon"))).isEmpty();
    assertThat(XReply.reset(Optional.of("99999999999999999"))).isEmpty();
    assertThat(XReply.reset(Optional.empty())).isEmpty();
  }
}
