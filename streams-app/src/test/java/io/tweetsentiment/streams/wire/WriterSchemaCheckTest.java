package io.tweetsentiment.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriterSchemaCheckTest {

  @Test
  void shouldReadOurOwn() {
    assertThat(WriterSchemaCheck.problem(Tweet.getClassSchema())).isEmpty();
    assertThat(WriterSchemaCheck.problem(TweetSentiment.getClassSchema())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'array','items':'null'}                                        | no byte",
        "{'type':'map','values':{'type':'array','items':'null'}}                | no byte",
        "{'type':'array','items':{'type':'record','name':'R','fields':[]}}      | no byte",
        "{'type':'array','items':{'type':'fixed','name':'F','size':0}}          | no byte",
        "['null',{'type':'record','name':'R','fields':[{'name':'f','type':['null','R']}]}]"
            + " | R contains itself",
        "{'type':'record','name':'R','fields':[{'name':'f','type':{'type':'array','items':'R'}}]}"
            + " | R contains itself",
        "{'type':'array','items':{'type':'record','name':'R','fields':[{'name':'f','type':'R'}]}}"
            + " | R contains itself",
      })
  void shouldNotReadWhatHasNoBound(String schema, String reason) {
    assertThat(WriterSchemaCheck.problem(parsed(schema))).get().asString().contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'array','items':['null','string']}",
        "{'type':'map','values':'null'}",
        "{'type':'record','name':'R','fields':[{'name':'a','type':{'type':'record','name':'S',"
            + "'fields':[]}},{'name':'b','type':'S'}]}",
      })
  void shouldReadTheRest(String schema) {
    assertThat(WriterSchemaCheck.problem(parsed(schema))).isEmpty();
  }

  @Test
  void shouldNotCountForEverWhatDoublesAtEachLevel() {
    Schema doubled = Schema.create(Schema.Type.NULL);
    for (int level = 0; level < 60; level++) {
      Schema one = doubled;
      doubled =
          Schema.createRecord(
              "R" + level,
              null,
              null,
              false,
              List.of(new Schema.Field("a", one), new Schema.Field("b", one)));
    }

    assertThat(WriterSchemaCheck.problem(doubled))
        .get()
        .asString()
        .contains("more than 100000 fields");
    assertThat(WriterSchemaCheck.problem(Schema.createArray(doubled))).isPresent();
  }

  private static Schema parsed(String schema) {
    return new Schema.Parser().parse(schema.replace('\'', '"'));
  }
}
