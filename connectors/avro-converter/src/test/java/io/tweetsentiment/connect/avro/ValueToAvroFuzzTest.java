package io.tweetsentiment.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Any Connect value is the same after conversion to Avro and back, or causes a {@code
 * DataException}.
 */
class ValueToAvroFuzzTest {

  @Property
  void shouldComeBackFromAvro(@ForAll long seed) throws IOException {
    InventedData invented = new InventedData(seed, false);
    Schema schema = invented.struct();
    Object value = invented.value(schema);

    assertThat(InventedData.plain(thereAndBack(schema, value)))
        .isEqualTo(InventedData.plain(value));
  }

  @Property
  void shouldBeADataExceptionWhenAvroHasNoSuchThing(@ForAll long seed) throws IOException {
    InventedData invented = new InventedData(seed, true);
    Schema schema = invented.struct();
    Object value = invented.value(schema);
    Object back;
    try {
      back = thereAndBack(schema, value);
    } catch (DataException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    assertThat(InventedData.plain(back)).isEqualTo(InventedData.plain(value));
  }

  @Property
  void shouldRefuseAValueOfAnotherSchema(@ForAll long seed) {
    Schema schema = new InventedData(seed, true).struct();
    InventedData other = new InventedData(~seed, true);
    Object value = other.value(other.struct());
    AvroData data = new AvroData(10);
    try {
      data.avroValue(schema, value);
    } catch (DataException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static Object thereAndBack(Schema schema, Object value) throws IOException {
    AvroData data = new AvroData(10);
    org.apache.avro.Schema avro = data.avroSchema(schema);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(avro).write(data.avroValue(schema, value), encoder);
    encoder.flush();
    // A consumer parses the schema from the text in the registry.
    org.apache.avro.Schema read = new org.apache.avro.Schema.Parser().parse(avro.toString());
    Object decoded =
        new GenericDatumReader<>(read)
            .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
    return new AvroData(10).connectValue(read, decoded);
  }
}
