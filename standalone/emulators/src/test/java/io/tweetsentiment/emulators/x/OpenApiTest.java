package io.tweetsentiment.emulators.x;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.corpus.SampleCorpus;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks responses against X's own OpenAPI description; skipped where the file is missing. */
class OpenApiTest {
  private static final String[] SPAN = {
    "start_time", "2026-03-04T18:00:00Z", "end_time", "2026-03-04T23:00:00Z"
  };

  @ParameterizedTest
  @CsvSource({
    "x-openapi-search-2.166.json,tweet,tweet.fields,note_tweet,referenced_tweets.id",
    "x-openapi-search-2.167.json,post,post.fields,note_post,referenced_posts"
  })
  void shouldAnswerAsTheDescriptionSays(
      String file, String spelling, String fieldsName, String note, String references)
      throws IOException {
    OpenApi api = new OpenApi(SharedFiles.facts(file));
    try (XEmulator emulator =
        XEmulator.start(Map.of("x.spelling", spelling), Clock.systemUTC(), new SampleCorpus())) {
      Search search = new Search(emulator.uri());
      for (String topic : new SampleCorpus().topics()) {
        for (String path : List.of("/2/tweets/search/recent", "/2/tweets/search/all")) {
          String[] query = {
            "query",
            topic,
            SPAN[0],
            SPAN[1],
            SPAN[2],
            SPAN[3],
            "max_results",
            "100",
            fieldsName,
            "created_at,lang,public_metrics,conversation_id,edit_controls,possibly_sensitive,"
                + note,
            "expansions",
            "author_id,in_reply_to_user_id," + references,
            "user.fields",
            "created_at,description,location,public_metrics,verified"
          };
          for (int i = 0; i < query.length; i += 2) {
            assertThat(api.parameters(path)).contains(query[i]);
          }
          search
              .pages(path, query)
              .forEach(page -> assertThat(api.faults(path, page)).as(path).isEmpty());
        }
        String counts = "/2/tweets/counts/recent";
        assertThat(
                api.faults(
                    counts,
                    search.get(counts, "query", topic, SPAN[0], SPAN[1], SPAN[2], SPAN[3]).body()))
            .isEmpty();
      }
    }
  }

  @Test
  void shouldSeeWhatIsWrong() throws IOException {
    OpenApi api = new OpenApi(SharedFiles.facts("x-openapi-search-2.166.json"));
    ObjectNode answer = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    answer
        .putArray("data")
        .addObject()
        .put("id", "x")
        .put("colour", "red")
        .put("created_at", "now");
    answer.putArray("errors");
    assertThat(api.faults("/2/tweets/search/all", answer)).hasSize(4);
  }
}
