package io.tweetsentiment.connect.s3.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.Rows;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCompatibilityTest {
  private static final Schema OLD =
      SchemaBuilder.struct().name("Row").field("id", Schema.STRING_SCHEMA).build();
  private static final Schema NEW =
      SchemaBuilder.struct()
          .name("Row")
          .field("id", Schema.STRING_SCHEMA)
          .field("lang", Schema.OPTIONAL_STRING_SCHEMA)
          .build();
  private static final Schema REQUIRING =
      SchemaBuilder.struct()
          .name("Row")
          .field("id", Schema.STRING_SCHEMA)
          .field("lang", Schema.STRING_SCHEMA)
          .build();
  private static final Schema RETYPED =
      SchemaBuilder.struct().name("Row").field("id", Schema.INT64_SCHEMA).build();

  private static Schema schema(String name) {
    return switch (name) {
      case "old" -> OLD;
      case "new" -> NEW;
      case "requiring" -> REQUIRING;
      default -> RETYPED;
    };
  }

  @ParameterizedTest
  @CsvSource({
    // file, record, whether NONE, BACKWARD, FORWARD and FULL close the files
    "old,old,false,false,false,false",
    "old,new,true,true,false,true",
    "new,old,true,false,false,false",
    "old,requiring,true,true,false,true",
    "requiring,old,true,true,true,true",
    "old,retyped,true,true,true,true",
  })
  void shouldCloseFilesForSchemasThatDoNotFit(
      String file, String record, boolean none, boolean backward, boolean forward, boolean full) {
    assertThat(SchemaCompatibility.values())
        .extracting(compatibility -> compatibility.rotates(schema(file), schema(record)))
        .containsExactly(none, backward, forward, full);
  }

  @Test
  void shouldCloseFilesForSchemasThatCannotBeProjected() {
    Schema tagged =
        SchemaBuilder.struct()
            .name("Row")
            .parameter("unit", "ms")
            .field("id", Schema.STRING_SCHEMA)
            .build();
    Schema optional =
        SchemaBuilder.struct().name("Row").optional().field("id", Schema.STRING_SCHEMA).build();

    for (SchemaCompatibility compatibility : SchemaCompatibility.values()) {
      assertThat(compatibility.rotates(OLD, tagged)).isTrue();
      assertThat(compatibility.rotates(tagged, OLD)).isTrue();
      assertThat(compatibility.rotates(OLD, optional)).isTrue();
      assertThat(compatibility.rotates(optional, OLD)).isTrue();
    }
  }

  @Test
  void shouldLeaveOutNewFieldsWhenForward() {
    Struct value = new Struct(NEW).put("id", "1").put("lang", "de");

    assertThat(SchemaCompatibility.FORWARD.project(Rows.record(0, 0, NEW, value), OLD).value())
        .isEqualTo(new Struct(OLD).put("id", "1"));
  }

  @Test
  void shouldCloseFilesForValuesWithoutAStruct() {
    for (SchemaCompatibility compatibility : SchemaCompatibility.values()) {
      assertThat(compatibility.rotates(null, OLD)).isTrue();
      assertThat(compatibility.rotates(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)).isTrue();
      assertThat(compatibility.rotates(null, null)).isFalse();
    }
  }
}
