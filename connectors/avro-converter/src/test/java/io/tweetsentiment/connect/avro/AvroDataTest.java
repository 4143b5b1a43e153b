package io.tweetsentiment.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class AvroDataTest {
  private static final org.apache.avro.Schema EVERYTHING =
      new org.apache.avro.Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Everything", "namespace": "test", "doc": "All types.",
               "fields": [
                {"name": "flag", "type": "boolean", "doc": "A flag.", "default": true},
                {"name": "count", "type": "int", "default": 7},
                {"name": "big", "type": "long"},
                {"name": "single", "type": "float"},
                {"name": "score", "type": ["null", "double"], "default": null},
                {"name": "text", "type": ["null", "string"], "default": null},
                {"name": "said", "type": ["string", "null"], "default": "hello"},
                {"name": "label", "type": {"type": "enum", "name": "Label", "symbols": ["A", "B"]}},
                {"name": "raw", "type": "bytes"},
                {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 4}},
                {"name": "tags", "type": {"type": "array", "items": ["null", "string"]}},
                {"name": "counts", "type": {"type": "map", "values": "long"}},
                {"name": "author", "type": ["null", {"type": "record", "name": "Author",
                  "fields": [{"name": "id", "type": "string"}]}], "default": null},
                {"name": "editor", "type": ["null", "test.Author"], "default": null},
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "micros", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                {"name": "day", "type": {"type": "int", "logicalType": "date"}},
                {"name": "clock", "type": {"type": "int", "logicalType": "time-millis"}},
                {"name": "price", "type":
                  {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
                {"name": "either", "type": ["null", "long", "string", "test.Author"]}
               ]}
              """);

  private static final byte[] BYTES = {'~'};

  private final AvroData data = new AvroData(10);

  private static GenericRecord everything() {
    org.apache.avro.Schema author = EVERYTHING.getField("author").schema().getTypes().get(1);
    GenericRecord record = new GenericData.Record(EVERYTHING);
    record.put("flag", false);
    record.put("count", 3);
    record.put("big", 1L << 40);
    record.put("single", 1.5f);
    record.put("score", 0.25);
    record.put("text", "grüße 🐦\nline");
    record.put("said", null);
    record.put("label", new GenericData.EnumSymbol(EVERYTHING.getField("label").schema(), "B"));
    record.put("raw", ByteBuffer.wrap(new byte[] {1, 2}));
    record.put(
        "hash",
        new GenericData.Fixed(EVERYTHING.getField("hash").schema(), new byte[] {1, 2, 3, 4}));
    record.put("tags", java.util.Arrays.asList("a", null));
    record.put("counts", Map.of("x", 1L));
    record.put("author", null);
    GenericRecord editor = new GenericData.Record(author);
    editor.put("id", "42");
    record.put("editor", editor);
    record.put("at", 1_603_238_400_123L);
    record.put("micros", 1_603_238_400_123_456L);
    record.put("day", 18_556);
    record.put("clock", 1_000);
    record.put("price", ByteBuffer.wrap(new BigDecimal("12.34").unscaledValue().toByteArray()));
    record.put("id", "8d0f0f5e-7d0e-4f8c-9a35-5d2f2f4c1f00");
    record.put("either", "text");
    return record;
  }

  @Test
  void shouldGiveConnectTypesWhenSchemaIsTranslated() {
    Schema schema = data.connectSchema(EVERYTHING);

    assertThat(schema.name()).isEqualTo("test.Everything");
    assertThat(schema.doc()).isEqualTo("All types.");
    assertThat(schema.field("flag").schema().doc()).isEqualTo("A flag.");
    assertThat(schema.field("flag").schema().defaultValue()).isEqualTo(true);
    assertThat(schema.field("text").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    assertThat(schema.field("label").schema().type()).isEqualTo(Schema.Type.STRING);
    assertThat(schema.field("author").schema().isOptional()).isTrue();
    assertThat(schema.field("author").schema().name()).isEqualTo("test.Author");
    assertThat(schema.field("at").schema()).isEqualTo(Timestamp.SCHEMA);
    assertThat(schema.field("clock").schema()).isEqualTo(Time.SCHEMA);
    assertThat(schema.field("day").schema()).isEqualTo(org.apache.kafka.connect.data.Date.SCHEMA);
    assertThat(schema.field("price").schema().name()).isEqualTo(Decimal.LOGICAL_NAME);
    assertThat(data.connectSchema(EVERYTHING)).as("cached").isSameAs(schema);
  }

  @Test
  void shouldGiveConnectValuesWhenRecordIsTranslated() {
    Struct struct = (Struct) data.connectValue(EVERYTHING, everything());
    struct.validate();

    assertThat(struct.getString("text")).isEqualTo("grüße 🐦\nline");
    assertThat(struct.getWithoutDefault("said")).isNull();
    assertThat(struct.getString("label")).isEqualTo("B");
    assertThat(struct.get("at"))
        .isEqualTo(Date.from(java.time.Instant.ofEpochMilli(1_603_238_400_123L)));
    assertThat(struct.getInt64("micros")).isEqualTo(1_603_238_400_123_456L);
    assertThat(struct.get("price")).isEqualTo(new BigDecimal("12.34"));
    assertThat(struct.getArray("tags")).isEqualTo(java.util.Arrays.asList("a", null));
    assertThat(struct.getStruct("editor").getString("id")).isEqualTo("42");
    assertThat(struct.getStruct("either").getString("string")).isEqualTo("text");
  }

  @Test
  void shouldGiveTheSameRecordWhenTranslatedThereAndBack() {
    Schema schema = data.connectSchema(EVERYTHING);
    GenericRecord original = everything();

    GenericRecord back =
        (GenericRecord) data.avroValue(schema, data.connectValue(EVERYTHING, original));

    // An enum is converted back to a string, which has no symbols.
    original.put("label", "B");
    for (org.apache.avro.Schema.Field field : EVERYTHING.getFields()) {
      assertThat(back.get(field.name())).as(field.name()).isEqualTo(original.get(field.name()));
    }
    org.apache.avro.Schema avro = back.getSchema();
    assertThat(avro.getField("micros").schema().getLogicalType().getName())
        .isEqualTo("timestamp-micros");
    assertThat(avro.getField("at").schema()).isEqualTo(EVERYTHING.getField("at").schema());
    assertThat(avro.getField("count").defaultVal()).isEqualTo(7);
    assertThat(avro.getField("said").defaultVal()).isEqualTo("hello");
    assertThat(avro.getField("text").schema()).isEqualTo(EVERYTHING.getField("text").schema());
    assertThat(GenericData.get().validate(avro, back)).isTrue();
  }

  @Test
  void shouldNameStructsByTheirPathWhenTheyHaveNoName() {
    Schema inner = SchemaBuilder.struct().field("x", Schema.INT8_SCHEMA).build();
    Schema outer =
        SchemaBuilder.struct()
            .field("first", inner)
            .field("second", inner)
            .field("list", SchemaBuilder.array(inner).defaultValue(List.of()).build())
            .build();

    org.apache.avro.Schema avro = data.avroSchema(outer);

    assertThat(avro.getFullName()).isEqualTo("ConnectDefault");
    assertThat(avro.getField("second").schema().getFullName()).isEqualTo("ConnectDefault_second");
    assertThat(new org.apache.avro.Schema.Parser().parse(avro.toString())).isEqualTo(avro);
    assertThat(data.connectSchema(avro).field("first").schema().field("x").schema().type())
        .isEqualTo(Schema.Type.INT8);
  }

  @Test
  void shouldNameTheFieldWhenARequiredOneIsNull() {
    Schema schema = SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).build();

    assertThatThrownBy(() -> data.avroValue(schema, new Struct(schema)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("id");
  }

  @Test
  void shouldRefuseADecimalWithoutBytes() {
    org.apache.avro.Schema decimal =
        new org.apache.avro.Schema.Parser()
            .parse(
                """
                {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}
                """);

    assertThatThrownBy(() -> data.connectValue(decimal, java.nio.ByteBuffer.allocate(0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("decimal has no bytes");
  }

  @Test
  void shouldRefuseWhatHasNoCounterpart() {
    org.apache.avro.Schema self =
        new org.apache.avro.Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Node",
                 "fields": [{"name": "next", "type": ["null", "Node"]}]}
                """);
    assertThatThrownBy(() -> data.connectSchema(self)).hasMessageContaining("Node");
    Schema name = SchemaBuilder.struct().field("not-avro", Schema.STRING_SCHEMA).build();
    assertThatThrownBy(() -> data.avroSchema(name))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not-avro");
  }

  @Test
  void shouldStateADefaultWithNullsAndBytesInIt() {
    Schema bytes = SchemaBuilder.array(Schema.BYTES_SCHEMA).defaultValue(List.of(BYTES)).build();
    Schema inner =
        SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA)
            .defaultValue(java.util.Arrays.asList("a", null))
            .build();
    Schema schema = SchemaBuilder.struct().name("T").field("b", bytes).field("n", inner).build();

    String json = data.avroSchema(schema).toString();

    assertThat(json).contains("\"default\":[\"~\"]").contains("\"default\":[\"a\",null]");
    assertThat(new org.apache.avro.Schema.Parser().parse(json)).isNotNull();
  }

  @Test
  void shouldLeaveOutADefaultThatJsonCannotState() {
    Schema numbers =
        SchemaBuilder.array(Schema.FLOAT64_SCHEMA).defaultValue(List.of(Double.NaN)).build();
    Schema schema = SchemaBuilder.struct().name("T").field("n", numbers).build();

    assertThat(data.avroSchema(schema).getField("n").hasDefaultValue()).isFalse();
  }

  @Test
  void shouldDistinguishTwoStructsWithTheSameNameWhenTheyDiffer() {
    Schema one = SchemaBuilder.struct().name("Place").field("id", Schema.INT64_SCHEMA).build();
    Schema other = SchemaBuilder.struct().name("Place").field("x", Schema.STRING_SCHEMA).build();
    Schema schema = SchemaBuilder.struct().name("T").field("from", one).field("to", other).build();
    Struct value =
        new Struct(schema)
            .put("from", new Struct(one).put("id", 1L))
            .put("to", new Struct(other).put("x", "y"));

    org.apache.avro.Schema avro = data.avroSchema(schema);

    assertThat(new org.apache.avro.Schema.Parser().parse(avro.toString())).isEqualTo(avro);
    assertThat(data.connectSchema(avro)).isEqualTo(schema);
    assertThat(data.connectValue(avro, data.avroValue(schema, value))).isEqualTo(value);
  }
}
