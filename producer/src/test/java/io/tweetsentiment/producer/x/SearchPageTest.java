package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPageTest {

  private static final String GOOD =
      "{\"id\":\"1\",\"text\":\"a , ] } \\\" b\",\"created_at\":\"2020-10-21T00:00:00Z\"}";

  private static byte[] page(byte[] element) {
    byte[] start = ("{\"data\": [ " + GOOD + " ,").getBytes(UTF_8);
    byte[] end = (", " + GOOD + "],\"meta\":{\"next_token\":\"n\"}}").getBytes(UTF_8);
    byte[] page = new byte[start.length + element.length + end.length];
    System.arraycopy(start, 0, page, 0, start.length);
    System.arraycopy(element, 0, page, start.length, element.length);
    System.arraycopy(end, 0, page, start.length + element.length, end.length);
    return page;
  }

  private static void assertOneMalformed(byte[] element) throws IOException {
    SearchPage page = SearchPage.parse(page(element));
    assertThat(page.nextToken()).contains("n");
    List<Decoded> decoded = TweetReader.read(page, "tea", Instant.EPOCH);
    assertThat(decoded).hasSize(3);
    assertThat(decoded.get(0)).isInstanceOf(Decoded.Valid.class);
    assertThat(decoded.get(2)).isInstanceOf(Decoded.Valid.class);
    assertThat(decoded.get(1))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            malformed -> {
              assertThat(malformed.bytes()).isEqualTo(element);
              assertThat(malformed.reason()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 10_001, 200_000})
  void shouldReadThePageWhenOneElementIsNestedTooDeeply(int depth) throws IOException {
    assertOneMalformed(
        ("{\"id\":\"5\",\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(UTF_8));
  }

  @Test
  void shouldReadThePageWhenOneElementIsNotUtf8() throws IOException {
    assertOneMalformed("{\"id\":\"5\",\"text\":\"caf\u00e9\"}".getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\" \"5\"}", "{\"id\":\"5\"} {}", "tea", "{\"id\":'5'}"})
  void shouldReadThePageWhenOneElementIsNotJson(String element) throws IOException {
    assertOneMalformed(element.getBytes(UTF_8));
  }

  @Test
  void shouldReadAPageWithoutTweets() throws IOException {
    assertThat(SearchPage.parse("{\"data\":[ ],\"meta\":{}}".getBytes(UTF_8)).elements()).isEmpty();
    assertThat(SearchPage.parse("{\"meta\":{\"result_count\":0}}".getBytes(UTF_8)).elements())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "<html>",
        "{\"data\":[{\"id\":\"1",
        "{\"data\":[{\"id\":[}]}",
        "{\"data\":[{},]}",
        "{\"data\":[{}]",
        "{\"data\":[{}],\"meta\":tea}"
      })
  void shouldRefuseAPageThatCannotBeRead(String body) {
    assertThatThrownBy(() -> SearchPage.parse(body.getBytes(UTF_8)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void shouldRefuseAPageInAnotherEncoding() {
    assertThatThrownBy(() -> SearchPage.parse(("{\"data\":[" + GOOD + "]}").getBytes(UTF_16)))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("not UTF-8");
  }

  private static Object whole(String json) throws Exception {
    return SearchPage.parseWhole(json.replace('\'', '"').getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'data':[]}",
        "{'data':[{'id':'1'}]}",
        "{'meta':{}}",
        "{'meta':null}",
        "{'meta':{'result_count':3}}",
        "{'data':[{'id':'1'}],'meta':{'result_count':2}}",
        "{'data':[{'id':'1'}],'meta':{'result_count':0}}",
        "{'meta':{'result_count':0},'errors':[{'title':'Internal Server Error'}]}",
        "{'meta':{'result_count':0},'errors':[{'type':'https://api.x.com/2/problems/internal-error'"
            + ",'title':'x'}]}",
        "{'meta':{'result_count':0},'errors':[{'code':131,'message':'Internal error'}]}"
      })
  void shouldNotTakeAnAnswerThatOnlyLooksEmptyForAWholeOne(String json) {
    assertThatThrownBy(() -> whole(json)).isInstanceOf(IncompleteAnswerException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'meta':{'result_count':0}}",
        "{'meta':{'result_count':0,'next_token':'t'}}",
        "{'data':[{'id':'1'}],'meta':{'result_count':1}}",
        "{'data':[{'id':'1'}],'meta':{}}",
        "{'meta':{'result_count':0},'errors':[{'type':'https://api.x.com/2/problems/"
            + "resource-not-found','resource_type':'tweet','resource_id':'7'}]}",
        "{'data':[{'id':'1'}],'meta':{'result_count':1},'errors':[{'title':'Internal'}]}"
      })
  void shouldTakeAWholeAnswer(String json) throws Exception {
    assertThat(whole(json)).isNotNull();
  }

  @Test
  void shouldCountErrorsByKind() throws Exception {
    SearchPage page =
        SearchPage.parse(
            ("{'meta':{},'errors':[{'type':'https://api.twitter.com/2/problems/resource-not-found'},"
                    + "{'type':'https://api.x.com/2/problems/resource-not-found'},"
                    + "{'type':'about:blank','title':'Service Unavailable'},{'code':131},{}]}")
                .replace('\'', '"')
                .getBytes(UTF_8));
    assertThat(page.errorKinds())
        .isEqualTo(
            Map.of(
                "resource-not-found",
                2L,
                "service-unavailable",
                1L,
                "code-131",
                1L,
                "unknown",
                1L));
  }
}
