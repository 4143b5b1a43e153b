package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.schemas.Tweet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

  private static List<Decoded> read(String page) throws IOException {
    return TweetReader.read(
        SearchPage.parse(page.replace('\'', '"').getBytes(UTF_8)), "biden", FETCHED);
  }

  private static Tweet one(String page) throws IOException {
    List<Decoded> readings = read(page);
    assertThat(readings).hasSize(1);
    assertThat(readings.get(0)).isInstanceOf(Decoded.Valid.class);
    return ((Decoded.Valid) readings.get(0)).tweet();
  }

  private static String data(String fields) {
    return "{'data':[{'id':'9','text':'own','created_at':'2020-10-21T00:00:02.307Z'"
        + fields
        + "}]";
  }

  @Test
  @Timeout(20)
  void shouldReadALongHistoryInTime() throws Exception {
    String ids =
        IntStream.range(0, 300_000).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(","));

    Tweet tweet = one(data(",'edit_history_tweet_ids':[" + ids + "]") + "}");

    assertThat(tweet.getTweetId()).isEqualTo("0");
    assertThat(tweet.getEditVersion()).isEqualTo(9);
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
    List<Decoded> readings =
        TweetReader.read(SearchPage.parse(page.getBytes(UTF_8)), "biden", FETCHED);
    assertThat(readings).hasSize(2);
    for (Decoded reading : readings) {
      Decoded.Malformed raw = (Decoded.Malformed) reading;
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
            one("{'data':[{'id':'9','text':'a\\n"
                    + "👩‍👩‍👧‍👦 &amp; ظ','created_at':'2020-10-21T00:00:00Z'}]}")
                .getText())
        .isEqualTo("a\n👩‍👩‍👧‍👦 & ظ");
  }

  @ParameterizedTest
  @CsvSource({
    "I <3 this song, I &lt;3 this song",
    "you </3 me, you &lt;/3 me",
    "this phone >:( again, this phone &gt;:( again",
    "good & cheap, good &amp; cheap",
    "&lt;, &amp;lt;",
    "&amp;, &amp;amp;",
    "&quot;&nbsp;&, &quot;&nbsp;&amp;"
  })
  void shouldTakeXsEscapesBackOnce(String written, String sent) throws Exception {
    assertThat(textOf(data("").replace("own", sent) + "}")).isEqualTo(written);
    assertThat(textOf(data(",'note_tweet':{'text':'" + sent + "'}") + "}")).isEqualTo(written);
    assertThat(
            textOf(
                data(",'referenced_tweets':[{'type':'retweeted','id':'3'}]")
                    + ",'includes':{'tweets':[{'id':'3','text':'"
                    + sent
                    + "'}]}}"))
        .isEqualTo(written);
  }

  @Test
  void shouldLeaveNamesAsTheyAre() throws Exception {
    Tweet tweet =
        one(data(",'author_id':'1'") + ",'includes':{'users':[{'id':'1','name':'A &amp; B'}]}}");
    assertThat(tweet.getName()).isEqualTo("A &amp; B");
  }

  @Test
  void shouldReplaceUnpairedSurrogates() throws Exception {
    assertThat(textOf(data("").replace("own", "a\\ud800b") + "}")).isEqualTo("a\uFFFDb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':'1','text':'a'} | no created_at",
        "{'id':'1','text':'a','created_at':5} | created_at is a JSON number, not a string",
        "{'id':'1','text':'a','created_at':'soon'} | created_at 'soon' is not RFC 3339",
        "{'id':'1','created_at':'2020-10-21T00:00:00Z'} | no text",
        "{'id':'1','text':null} | text is null, not a string",
        "{'id':'1','text':['a']} | text is a JSON array, not a string",
        "{'id':7300,'text':'a'} | id is the number 7300; X sends ids as text",
        "{'id':123456789012345678901234567890} | id is the number 123456789012345678901234567890",
        "{'id':'  ','text':'a'} | id is empty",
        "{'id':'a\\u0000','text':'a'} | id holds U+0000",
        "{'id':'a\\ud800','text':'a'} | id holds U+D800",
        "{'id':null,'text':'a'} | id is null, not a string",
        "{'id':true} | id is a JSON boolean, not a string",
        "{'text':'a'} | no id",
        "{'id':'1','text':'a','id':'2'} | key id appears twice",
        "{'id':'1','x':{'y':1,'y':2}} | key y appears twice",
        "[1] | a JSON array, not an object",
        "17 | a JSON number, not an object",
        "null | null, not an object"
      })
  void shouldSayWhyItIsNoTweet(String element, String reason) throws Exception {
    Decoded.Malformed raw =
        (Decoded.Malformed) read("{'data':[" + element.replace('\'', '"') + "]}").get(0);
    assertThat(raw.reason()).startsWith(reason);
    assertThat(raw.source()).isEmpty();
    assertThat(new String(raw.bytes(), UTF_8)).isEqualTo(element.replace('\'', '"'));
  }

  @Test
  void shouldReadIdsOfMoreThan64Bits() throws Exception {
    String id = "9".repeat(40);
    assertThat(one(data("").replace("'9'", "'" + id + "'") + "}").getTweetId()).isEqualTo(id);
  }

  @Test
  void shouldReadTheOthersWhenOneIsNestedVeryDeeply() throws Exception {
    String deep = "{'id':'1','x':" + "[".repeat(3_000) + "]".repeat(3_000) + "}";
    List<Decoded> readings = read(data("").replace("]", "," + deep + "]}"));
    assertThat(readings.get(0)).isInstanceOf(Decoded.Valid.class);
    assertThat(((Decoded.Malformed) readings.get(1)).reason())
        .isEqualTo("the JSON is nested deeper than 500 levels");
  }

  @Test
  void shouldUnwrapWhatAServerOfRecordedTweetsCouldNotRead() throws Exception {
    List<Decoded> readings =
        read(
            "{'data':[{'id':'1','malformed':{'source':'a.jsonl:17','reason':'no text','line':'x'}},"
                + "{'id':'2','malformed':{'source':'a.jsonl:18','reason':'bad','base64':'/w=='}}]}");
    Decoded.Malformed line = (Decoded.Malformed) readings.get(0);
    assertThat(line.key()).isEqualTo("1");
    assertThat(line.source()).isEqualTo("a.jsonl:17");
    assertThat(line.reason()).isEqualTo("no text");
    assertThat(line.bytes()).containsExactly('x');
    assertThat(((Decoded.Malformed) readings.get(1)).bytes()).containsExactly(0xFF);
  }

  @Property
  void shouldReadATweetOrSayWhyNotWhateverTheElementIs(@ForAll byte[] bytes) {
    SearchPage page =
        new SearchPage(
            List.of(new SearchPage.Element(bytes)),
            Map.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            null,
            true);
    List<Decoded> readings = TweetReader.read(page, "biden", FETCHED);
    assertThat(readings).hasSize(1);
    Decoded.Malformed raw = (Decoded.Malformed) readings.get(0);
    assertThat(raw.reason()).isNotBlank();
    assertThat(raw.key()).isNotBlank();
    assertThat(raw.bytes()).isEqualTo(bytes);
  }

  @Property
  void shouldReadATweetOrSayWhyNotWhateverItsFieldsAre(
      @ForAll String id, @ForAll String text, @ForAll String time, @ForAll boolean timed) {
    ObjectNode tweet = Json.MAPPER.createObjectNode();
    tweet.put("id", id).put("text", text).put("created_at", timed ? "2020-10-21T00:00:00Z" : time);
    SearchPage page =
        new SearchPage(
            List.of(new SearchPage.Element(ascii(tweet))),
            new HashMap<>(),
            new HashMap<>(),
            List.of(),
            Optional.empty(),
            null,
            true);
    Decoded reading = TweetReader.read(page, "biden", FETCHED).get(0);
    if (reading instanceof Decoded.Malformed raw) {
      assertThat(raw.reason()).isNotBlank();
      assertThat(raw.key()).isNotBlank();
    } else {
      assertThat(((Decoded.Valid) reading).tweet().getTweetId()).isEqualTo(id);
    }
  }

  private static byte[] ascii(ObjectNode tweet) {
    try {
      return Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(tweet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String textOf(String page) throws IOException {
    return one(page).getText();
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
    assertThat(page.elements()).isEmpty();
    assertThat(page.nextToken()).contains("t");
  }
}
