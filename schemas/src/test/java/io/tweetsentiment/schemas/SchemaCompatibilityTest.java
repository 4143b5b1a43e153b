package io.tweetsentiment.schemas;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A released schema stands in {@code previous}: what was written with it must stay readable. */
class SchemaCompatibilityTest {

  @ParameterizedTest
  @ValueSource(strings = {"Tweet", "TweetSentiment", "MergedTweet", "SentimentAggregate"})
  void shouldReadWhatThePreviousVersionWrote(String name) throws IOException {
    assertThat(
            SchemaCompatibility.checkReaderWriterCompatibility(
                    parse("/io/tweetsentiment/schemas/" + name + ".avsc"),
                    parse("/previous/" + name + ".avsc"))
                .getType())
        .isEqualTo(COMPATIBLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MergedTweet", "SentimentAggregate"})
  void shouldBeFlatWhereTheWarehouseCopies(String name) throws IOException {
    Set<Schema.Type> types =
        parse("/io/tweetsentiment/schemas/" + name + ".avsc").getFields().stream()
            .flatMap(
                field ->
                    field.schema().isUnion()
                        ? field.schema().getTypes().stream()
                        : java.util.stream.Stream.of(field.schema()))
            .map(Schema::getType)
            .collect(Collectors.toSet());

    assertThat(types)
        .doesNotContain(Schema.Type.RECORD, Schema.Type.ARRAY, Schema.Type.MAP, Schema.Type.UNION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tweet", "TweetSentiment", "MergedTweet", "SentimentAggregate"})
  void shouldDocumentEveryField(String name) throws IOException {
    assertThat(parse("/io/tweetsentiment/schemas/" + name + ".avsc").getFields())
        .allSatisfy(field -> assertThat(field.doc()).isNotBlank());
  }

  private static Schema parse(String resource) throws IOException {
    try (InputStream in = SchemaCompatibilityTest.class.getResourceAsStream(resource)) {
      return new Schema.Parser().parse(in);
    }
  }
}
