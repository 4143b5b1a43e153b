package io.tweetsentiment.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** Schemas that converters of this kind failed on, each with what is right. */
class CasesTest {
  private final AvroData data = new AvroData(10);

  private static Schema schema(String file) {
    try (InputStream in = CasesTest.class.getResourceAsStream("/cases/" + file)) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Schema parse(String json) {
    return new Schema.Parser().parse(json);
  }

  private Struct toConnect(GenericRecord record) {
    Struct struct = (Struct) data.connectValue(record.getSchema(), record);
    struct.validate();
    return struct;
  }

  private GenericRecord back(Struct struct) {
    return (GenericRecord) data.avroValue(struct.schema(), struct);
  }

  @Test
  void shouldReadADecimalWithADefault() {
    GenericRecord record = new GenericData.Record(schema("decimal-default.avsc"));
    record.put("id", "1");
    record.put("price", ByteBuffer.wrap(new byte[] {4, (byte) 0xd2}));
    Struct struct = toConnect(record);

    assertThat(struct.get("price")).isEqualTo(new BigDecimal("12.34"));
    assertThat(struct.schema().field("price").schema().defaultValue())
        .isEqualTo(new BigDecimal("0.00"));
    assertThat(back(struct).get("price")).isEqualTo(record.get("price"));
    assertThat(back(struct).getSchema().getField("price").hasDefaultValue()).isTrue();
  }

  @Test
  void shouldKeepStringAndEnumApartInAUnion() {
    Schema avro = schema("union-string-enum.avsc");
    Schema mood = avro.getField("u").schema().getTypes().get(2);
    for (Object value : Arrays.asList("x", new GenericData.EnumSymbol(mood, "UP"), "UP", null)) {
      GenericRecord record = new GenericData.Record(avro);
      record.put("id", "1");
      record.put("u", value);

      GenericRecord back = back(toConnect(record));
      assertThat(back.get("u")).isEqualTo(value);
      assertThat(back.getSchema().getField("u").schema()).isEqualTo(avro.getField("u").schema());
    }
  }

  @Test
  void shouldTellTypesWithOneSimpleNameApart() {
    Schema avro =
        parse(
            """
            {"type": "record", "name": "R", "fields": [{"name": "u", "type": [
              {"type": "record", "name": "a.Place", "fields": [{"name": "x", "type": "int"}]},
              {"type": "record", "name": "b.Place", "fields": [{"name": "y", "type": "int"}]},
              {"type": "enum", "name": "a.Mood", "symbols": ["UP"]},
              {"type": "enum", "name": "b.Mood", "symbols": ["UP", "DOWN"]}]}]}
            """);
    GenericRecord place = new GenericData.Record(avro.getField("u").schema().getTypes().get(1));
    place.put("y", 2);
    Schema mood = avro.getField("u").schema().getTypes().get(3);
    for (Object value : List.of(place, new GenericData.EnumSymbol(mood, "UP"))) {
      GenericRecord record = new GenericData.Record(avro);
      record.put("u", value);
      Struct struct = toConnect(record);

      assertThat(struct.schema().field("u").schema().fields())
          .extracting("name")
          .containsExactly("a.Place", "b.Place", "a.Mood", "b.Mood");
      assertThat(back(struct).get("u")).isEqualTo(value);
    }
  }

  @Test
  void shouldReadADefaultWithANullInside() {
    Schema avro = schema("null-in-default.avsc");
    GenericRecord geo = new GenericData.Record(avro.getField("geo").schema());
    geo.put("lat", 1.5);
    GenericRecord record = new GenericData.Record(avro);
    record.put("id", "1");
    record.put("geo", geo);
    Struct struct = toConnect(record);

    assertThat(struct.getStruct("geo").getFloat64("lat")).isEqualTo(1.5);
    assertThat(back(struct).get("geo")).isEqualTo(geo);
    assertThat(new AvroData(10).connectSchema(avro))
        .as("another instance gives an equal schema, so no file is closed")
        .isEqualTo(struct.schema());
  }

  @Test
  void shouldReadDefaultsOfEveryType() {
    Schema avro =
        parse(
            """
            {"type": "record", "name": "R", "fields": [
              {"name": "raw", "type": "bytes", "default": "\\u00ff"},
              {"name": "hash", "type": {"type": "fixed", "name": "H", "size": 2}, "default": "ab"},
              {"name": "sum", "type": {"type": "fixed", "name": "D", "size": 2,
                "logicalType": "decimal", "precision": 4, "scale": 1}, "default": "\\u0000\\u000a"},
              {"name": "map", "type": {"type": "map", "values": ["null", "string"]},
                "default": {"a": null}},
              {"name": "list", "type": {"type": "array", "items": {"type": "record", "name": "I",
                "fields": [{"name": "n", "type": ["null", "int"]}]}}, "default": [{"n": null}]},
              {"name": "either", "type": ["string", "int"], "default": "x"},
              {"name": "mood", "type": {"type": "enum", "name": "M", "symbols": ["UP"]},
                "default": "UP"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"},
                "default": 5},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}, "default": 5}]}
            """);
    GenericRecord record = new GenericData.Record(avro);
    avro.getFields().forEach(f -> record.put(f.pos(), GenericData.get().getDefaultValue(f)));
    Struct struct = toConnect(record);

    assertThat(struct.get("sum")).isEqualTo(new BigDecimal("1.0"));
    GenericRecord back = back(struct);
    for (Schema.Field field : avro.getFields()) {
      assertThat(comparable(back.get(field.name())))
          .as(field.name())
          .isEqualTo(comparable(record.get(field.name())));
    }
  }

  private static Object comparable(Object value) {
    return value instanceof ByteBuffer ? value : String.valueOf(value);
  }

  @Test
  void shouldConvertMapsWhoseKeysAreNoStrings() {
    org.apache.kafka.connect.data.Schema numbers =
        SchemaBuilder.map(
                org.apache.kafka.connect.data.Schema.INT32_SCHEMA,
                org.apache.kafka.connect.data.Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    org.apache.kafka.connect.data.Schema schema =
        SchemaBuilder.struct().name("R").field("m", numbers).build();
    Map<Integer, String> map = new HashMap<>();
    map.put(1, "a");
    map.put(2, null);
    Struct struct = new Struct(schema).put("m", map);
    Schema avro = data.avroSchema(schema);

    assertThat(data.connectSchema(avro)).isEqualTo(schema);
    assertThat(data.connectValue(avro, data.avroValue(schema, struct))).isEqualTo(struct);
  }

  @Test
  void shouldNameTheFieldWhenAMapHasANullAsKey() {
    org.apache.kafka.connect.data.Schema schema =
        SchemaBuilder.struct()
            .name("R")
            .field(
                "m",
                SchemaBuilder.map(
                        org.apache.kafka.connect.data.Schema.STRING_SCHEMA,
                        org.apache.kafka.connect.data.Schema.STRING_SCHEMA)
                    .build())
            .build();
    Map<String, String> map = new HashMap<>();
    map.put(null, "a");
    Struct struct = new Struct(schema);
    struct(struct).putAll(map);

    assertThatThrownBy(() -> data.avroValue(schema, struct))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Field m");
  }

  /** Connect checks a map when it is put into a struct, but not what is added to it later. */
  private static Map<Object, Object> struct(Struct struct) {
    Map<Object, Object> map = new HashMap<>();
    struct.put("m", map);
    return map;
  }

  @Test
  void shouldLimitDecimalsToWhatReadersAccept() {
    AvroData limited = new AvroData(10, new Decimals(38, 38));
    for (SchemaBuilder decimal :
        List.of(Decimal.builder(2), Decimal.builder(2).parameter(AvroNames.PRECISION, "60"))) {
      org.apache.kafka.connect.data.Schema schema =
          SchemaBuilder.struct().name("R").field("amount", decimal.build()).build();
      Schema avro = limited.avroSchema(schema).getField("amount").schema();
      assertThat(avro.getObjectProp("precision")).isEqualTo(38);

      Struct wide = new Struct(schema).put("amount", new BigDecimal("1".repeat(37) + ".25"));
      assertThatThrownBy(() -> limited.avroValue(schema, wide))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("Field amount")
          .hasMessageContaining("39 digits");
    }
    org.apache.kafka.connect.data.Schema deep =
        SchemaBuilder.struct().name("R").field("d", Decimal.builder(40).build()).build();
    assertThatThrownBy(() -> limited.avroSchema(deep))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("scale 40");
    assertThatThrownBy(() -> data.avroSchema(Decimal.builder(-2).build()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("scale -2");
  }
}
