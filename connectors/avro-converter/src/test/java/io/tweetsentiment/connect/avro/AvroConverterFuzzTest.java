package io.tweetsentiment.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Any bytes are converted or cause a {@code DataException} for that record; they never fail the
 * task.
 */
class AvroConverterFuzzTest {

  private static final List<String> SCHEMAS =
      List.of(
          "{'type':'record','name':'Node','fields':[{'name':'next','type':['null','Node']}]}",
          "{'type':'record','name':'List','fields':[{'name':'l','type':{'type':'array',"
              + "'items':'null'}}]}",
          "{'type':'record','name':'Texts','fields':[{'name':'l','type':{'type':'array',"
              + "'items':'string'}},{'name':'m','type':{'type':'map','values':'bytes'}}]}",
          "{'type':'record','name':'Mixed','fields':[{'name':'u','type':['null','long','string',"
              + "{'type':'enum','name':'E','symbols':['A','B']},{'type':'fixed','name':'F',"
              + "'size':4}]},{'name':'d','type':{'type':'bytes','logicalType':'decimal',"
              + "'precision':9,'scale':2}},{'name':'t','type':{'type':'long','logicalType':"
              + "'timestamp-millis'}},{'name':'c','type':{'type':'int','logicalType':"
              + "'time-millis'}}]}",
          "'string'",
          "'bytes'",
          "['null','long']");

  private final List<Integer> ids = new ArrayList<>();
  private final AvroConverter converter = new AvroConverter();

  AvroConverterFuzzTest() throws Exception {
    SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope("converter-fuzz");
    for (String schema : SCHEMAS) {
      Schema parsed = new Schema.Parser().parse(schema.replace('\'', '"'));
      ids.add(registry.register("s" + ids.size(), new AvroSchema(parsed)));
    }
    converter.configure(Map.of("schema.registry.url", "mock://converter-fuzz"), false);
  }

  @Property
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    requireAnAnswer(bytes);
  }

  @Property
  void shouldTakeAnyBytesUnderAnySchema(
      @ForAll @IntRange(max = 7) int schema, @ForAll byte[] avro) {
    int id = schema < ids.size() ? ids.get(schema) : 12_345_678;
    requireAnAnswer(
        ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(id).put(avro).array());
  }

  @Property(tries = 100)
  void shouldTakeTheSameByteManyTimesUnderAnySchema(
      @ForAll byte repeated, @ForAll @IntRange(max = 6) int schema) {
    byte[] bytes = new byte[200_000];
    Arrays.fill(bytes, repeated);
    ByteBuffer.wrap(bytes).put((byte) 0).putInt(ids.get(schema));
    requireAnAnswer(bytes);
  }

  @Example
  void shouldSayOfWhichSchemaItReadsNoRecord() {
    byte[] nested = new byte[200_000];
    Arrays.fill(nested, (byte) 2);
    ByteBuffer.wrap(nested).put((byte) 0).putInt(ids.get(0));

    assertThatThrownBy(() -> converter.toConnectData("t", nested))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("schema id " + ids.get(0))
        .hasMessageContaining("the record Node contains itself");
  }

  private void requireAnAnswer(byte[] bytes) {
    try {
      assertThat(converter.toConnectData("t", bytes)).isNotNull();
    } catch (DataException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
