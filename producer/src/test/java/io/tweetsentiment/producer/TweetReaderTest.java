package io.tweetsentiment.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.schemas.Tweet;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TweetReaderTest {

  private static final Instant FETCHED = Instant.parse("2026-11-01T10:00:00.123456Z");

  static ObjectNode gone(String id, String resource, String parameter) {
    return Json.MAPPER
        .createObjectNode()
        .put("type", "https://api.twitter.com/2/problems/resource-not-found")
        .put("resource_type", resource)
        .put("parameter", parameter)
        .put("resource_id", id)
        .put("title", "Not Found Error");
  }

  private static List<Reading> read(String page) throws IOException {
    return TweetReader.read(
        SearchPage.parse(page.replace('\'', '"').getBytes(UTF_8)), "biden", FETCHED);
  }

  private static Tweet one(String page) throws IOException {
    List<Reading> readings = read(page);
    assertThat(readings).hasSize(1);
    assertThat(readings.get(0)).isInstanceOf(Reading.Read.class);
    return ((Reading.Read) readings.get(0)).tweet();
  }

  private static String data(String fields) {
    return "{'data':[{'id':'9','text':'own','created_at':'2020-10-21T00:00:02.307Z'"
        + fields
        + "}]";
  }

  @Test
  void shouldReadEveryField() throws Exception {
    Tweet tweet =
        one(
            data(",'author_id':'u2','lang':'de','new_field':{'a':[1]}")
                + ",'includes':{'users':[{'id':'u1','username':'one'},{'id':'u2','username':'two',"
                + "'name':'Zwei 🎺','verified':true,'location':'Köln'}]}}");
    assertThat(tweet)
        .isEqualTo(
            Tweet.newBuilder()
                .setTweetId("9")
                .setTopic("biden")
                .setVersionId("9")
                .setEditVersion(0)
                .setDeleted(false)
                .setCreatedAt(Instant.parse("2020-10-21T00:00:02.307Z"))
                .setText("own")
                .setLang("de")
                .setAuthorId("u2")
                .setUsername("two")
                .setName("Zwei 🎺")
                .setVerified(true)
                .setLocation("Köln")
                .setIngestedAt(Instant.parse("2026-11-01T10:00:00.123Z"))
                .build());
  }

  @Test
  void shouldLeaveAuthorFieldsEmptyWhenTheAuthorIsNotIncluded() throws Exception {
    Tweet tweet =
        one(data(",'author_id':'u2'") + ",'includes':{'users':[{'id':'u1','username':'one'}]}}");
    assertThat(tweet.getAuthorId()).isEqualTo("u2");
    assertThat(tweet.getUsername()).isNull();
    assertThat(tweet.getVerified()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"tweet,tweets", "post,posts"})
  void shouldReadTheLongFormWhenThereIsOne(String spelling, String plural) throws Exception {
    assertThat(one(data(",'note_" + spelling + "':{'text':'long form'}") + "}").getText())
        .isEqualTo("long form");
    String reference = ",'referenced_" + plural + "':[{'type':'retweeted','id':'3'}]";
    assertThat(
            one(data(reference)
                    + ",'includes':{'"
                    + plural
                    + "':[{'id':'3','text':'cut','note_"
                    + spelling
                    + "':{'text':'the long retweeted text'}}]}}")
                .getText())
        .isEqualTo("the long retweeted text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quoted", "replied_to"})
  void shouldKeepTheOwnTextWhenItIsNoRetweet(String type) throws Exception {
    Tweet tweet =
        one(
            data(",'referenced_tweets':[{'type':'" + type + "','id':'3'}]")
                + ",'includes':{'tweets':[{'id':'3','text':'other'}]}}");
    assertThat(tweet.getText()).isEqualTo("own");
    assertThat(tweet.getReferencedTweets()).isEqualTo("[{\"id\":\"3\",\"type\":\"" + type + "\"}]");
  }

  @Test
  void shouldKeepTheOwnTextWhenTheRetweetedTweetIsNotIncluded() throws Exception {
    assertThat(one(data(",'referenced_tweets':[{'type':'retweeted','id':'3'}]") + "}").getText())
        .isEqualTo("own");
  }

  @Test
  void shouldOrderReferencesByTypeThenId() throws Exception {
    String references =
        ",'referenced_tweets':[{'type':'replied_to','id':'2'},{'id':'4','type':'quoted','x':1},"
            + "{'type':'quoted','id':'3'}]";
    assertThat(one(data(references) + "}").getReferencedTweets())
        .isEqualTo(
            "[{\"id\":\"3\",\"type\":\"quoted\"},{\"id\":\"4\",\"type\":\"quoted\"},"
                + "{\"id\":\"2\",\"type\":\"replied_to\"}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"edit_history_tweet_ids", "edit_history_post_ids"})
  void shouldIdentifyAnEditedTweetByItsFirstVersion(String name) throws Exception {
    Tweet tweet = one(data(",'" + name + "':['7','8','9']") + "}");
    assertThat(tweet.getTweetId()).isEqualTo("7");
    assertThat(tweet.getVersionId()).isEqualTo("9");
    assertThat(tweet.getEditVersion()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"9\", \"created_at\":\"2020-10-21T00:00:00Z\"}",
        "{\"id\":\"9\",\"text\":null,\"created_at\":\"2020-10-21T00:00:00Z\"}",
        "{\"id\":\"9\",\"text\":\"ünï\\u0041\"}",
        "{\"id\":\"9\",\"text\":\"a\",\"created_at\":\"yesterday\"}",
        "{\"id\":\"9\",\"text\":\"a\",\"created_at\":\"+999999999-01-01T00:00:00Z\"}",
        "{\"text\":\"a\",\"created_at\":\"2020-10-21T00:00:00Z\"}",
        "{\"id\":\"\",\"text\":\"a\",\"created_at\":\"2020-10-21T00:00:00Z\"}",
        "\"{broken\"",
        "null",
        "17",
        "[1, 2]"
      })
  void shouldKeepTheBytesAsReceivedWhenItIsNoTweet(String element) throws Exception {
    String page = "{\"data\": [ " + element + " , " + element + "], \"meta\":{}}";
    List<Reading> readings =
        TweetReader.read(SearchPage.parse(page.getBytes(UTF_8)), "biden", FETCHED);
    assertThat(readings).hasSize(2);
    for (Reading reading : readings) {
      Reading.AsReceived raw = (Reading.AsReceived) reading;
      assertThat(new String(raw.bytes(), UTF_8)).isEqualTo(element);
      assertThat(raw.key()).isNotEmpty();
      assertThat(raw.reason()).isNotEmpty();
    }
  }

  @Test
  void shouldKeepTextAsWritten() throws Exception {
    assertThat(one("{'data':[{'id':'9','text':'','created_at':'2020-10-21T00:00:00Z'}]}").getText())
        .isEmpty();
    assertThat(
            one("{'data':[{'id':'9','text':'a\\n👩‍👩‍👧‍👦 &amp; ظ','created_at':'2020-10-21T00:00:00Z'}]}")
                .getText())
        .isEqualTo("a\n👩‍👩‍👧‍👦 &amp; ظ");
  }

  @ParameterizedTest
  @CsvSource({"tweet,id", "tweet,ids", "post,id", "post,ids"})
  void shouldReadADeletion(String resource, String parameter) throws Exception {
    Tweet tweet = one("{'errors':[" + gone("7", resource, parameter) + "]}");
    assertThat(tweet.getTweetId()).isEqualTo("7");
    assertThat(tweet.getDeleted()).isTrue();
    assertThat(tweet.getTopic()).isNull();
    assertThat(tweet.getText()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"tweet,referenced_tweets.id", "user,ids"})
  void shouldIgnoreErrorsAboutOtherObjects(String resource, String parameter) throws Exception {
    assertThat(read("{'errors':[" + gone("7", resource, parameter) + "]}")).isEmpty();
  }

  @Test
  void shouldReadAnEmptyPage() throws Exception {
    SearchPage page = SearchPage.parse("{\"meta\":{\"next_token\":\"t\"}}".getBytes(UTF_8));
    assertThat(page.found()).isEmpty();
    assertThat(page.nextToken()).contains("t");
  }
}
