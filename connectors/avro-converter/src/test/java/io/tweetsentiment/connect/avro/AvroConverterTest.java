package io.tweetsentiment.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

class AvroConverterTest {
  private static final String TOPIC = "tweets.raw";
  private static final org.apache.avro.Schema TWEET =
      new org.apache.avro.Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Tweet", "fields": [
                {"name": "tweet_id", "type": "string"},
                {"name": "text", "type": ["null", "string"], "default": null}]}
              """);

  private static AvroConverter converter(String url) {
    AvroConverter converter = new AvroConverter();
    converter.configure(Map.of("schema.registry.url", url, "max.retries", 0), false);
    return converter;
  }

  private static byte[] wire(String registry) {
    GenericRecord tweet = new GenericData.Record(TWEET);
    tweet.put("tweet_id", "1");
    tweet.put("text", "hello");
    try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
      serializer.configure(Map.of("schema.registry.url", registry), false);
      return serializer.serialize(TOPIC, tweet);
    }
  }

  @Test
  void shouldReadWhatConfluentsSerializerWrote() {
    SchemaAndValue read = converter("mock://read").toConnectData(TOPIC, wire("mock://read"));

    assertThat(read.schema().name()).isEqualTo("Tweet");
    assertThat(((Struct) read.value()).getString("text")).isEqualTo("hello");
  }

  @Test
  void shouldWriteWhatConfluentsDeserializerReads() {
    Schema schema =
        SchemaBuilder.struct().name("Out").field("id", Schema.INT64_SCHEMA).optional().build();
    byte[] bytes =
        converter("mock://write").fromConnectData(TOPIC, schema, new Struct(schema).put("id", 5L));

    assertThat(bytes[0]).isZero();
    try (KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
      deserializer.configure(Map.of("schema.registry.url", "mock://write"), false);
      assertThat(((GenericRecord) deserializer.deserialize(TOPIC, bytes)).get("id")).isEqualTo(5L);
    }
  }

  @Test
  void shouldGiveTheSameWhenNumbersAndListsGoThereAndBack() {
    AvroConverter converter = converter("mock://plain");
    Schema list = SchemaBuilder.array(Schema.STRING_SCHEMA).build();

    assertThat(
            converter
                .toConnectData(TOPIC, converter.fromConnectData(TOPIC, Schema.INT64_SCHEMA, 42L))
                .value())
        .isEqualTo(42L);
    assertThat(converter.toConnectData(TOPIC, converter.fromConnectData("s", null, "text")).value())
        .isEqualTo("text");
    assertThat(converter.fromConnectData("l", list, java.util.List.of("a"))).isNotEmpty();
    assertThat(converter.fromConnectData(TOPIC, null, null)).isNull();
    assertThat(converter.toConnectData(TOPIC, null)).isEqualTo(SchemaAndValue.NULL);
  }

  @Test
  void shouldThrowDataExceptionWhenBytesAreNoAvro() {
    AvroConverter converter = converter("mock://bad");
    byte[] good = wire("mock://bad");
    byte[] cut = java.util.Arrays.copyOf(good, good.length - 3);
    byte[] unknown = good.clone();
    unknown[4] = 99;

    for (byte[] bad :
        new byte[][] {"{}".getBytes(StandardCharsets.UTF_8), {}, {0, 0}, cut, unknown}) {
      assertThatThrownBy(() -> converter.toConnectData(TOPIC, bad))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(TOPIC);
    }
    assertThatThrownBy(() -> converter.fromConnectData(TOPIC, null, Map.of("a", 1)))
        .isInstanceOf(DataException.class);
  }

  @Test
  void shouldThrowRetriableExceptionWhenNobodyAnswers() {
    AvroConverter converter = converter("http://127.0.0.1:1");

    assertThatThrownBy(() -> converter.toConnectData(TOPIC, wire("mock://away")))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("registry");
    assertThatThrownBy(() -> converter.fromConnectData(TOPIC, Schema.INT64_SCHEMA, 1L))
        .isInstanceOf(RetriableException.class);
  }

  @Test
  void shouldTellRefusalsAndFailuresFromUnknownIdsWhenTheRegistryAnswers() throws IOException {
    assertThat(failure(500, 50001)).isInstanceOf(RetriableException.class);
    assertThat(failure(503, 50301)).isInstanceOf(RetriableException.class);
    assertThat(failure(429, 42901)).isInstanceOf(RetriableException.class);
    assertThat(failure(401, 401))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("basic.auth.user.info");
    assertThat(failure(403, 40301)).isInstanceOf(RetriableException.class);
    assertThat(failure(404, 40403)).isInstanceOf(DataException.class);
  }

  private static Throwable failure(int status, int code) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body =
        ("{\"error_code\":" + code + ",\"message\":\"no\"}").getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange
              .getResponseHeaders()
              .add("Content-Type", "application/vnd.schemaregistry.v1+json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      converter("http://127.0.0.1:" + server.getAddress().getPort())
          .toConnectData(TOPIC, wire("mock://failure"));
      return null;
    } catch (RuntimeException e) {
      return e;
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldHaveDefaultsAndReadEveryKey() {
    AvroConverterConfig defaults =
        new AvroConverterConfig(Map.of("schema.registry.url", "http://a:1"));
    assertThat(defaults.getBoolean("auto.register.schemas")).isTrue();
    assertThat(defaults.getString("basic.auth.credentials.source")).isEqualTo("URL");
    assertThat(defaults.schemaCacheSize()).isEqualTo(1000);
    assertThat(defaults.getPassword("basic.auth.user.info").value()).isEmpty();

    Map<String, String> all = new HashMap<>();
    all.put("schema.registry.url", "http://a:1,http://b:2");
    all.put("basic.auth.credentials.source", "USER_INFO");
    all.put("basic.auth.user.info", "u:p");
    all.put("auto.register.schemas", "false");
    all.put("schemas.cache.config", "5");
    AvroConverterConfig config = new AvroConverterConfig(all);
    assertThat(all.keySet()).isEqualTo(AvroConverterConfig.CONFIG_DEF.names());
    assertThat(config.getList("schema.registry.url")).hasSize(2);
    assertThat(config.getString("basic.auth.credentials.source")).isEqualTo("USER_INFO");
    assertThat(config.getPassword("basic.auth.user.info").value()).isEqualTo("u:p");
    assertThat(config.getBoolean("auto.register.schemas")).isFalse();
    assertThat(config.schemaCacheSize()).isEqualTo(5);
  }

  @Test
  void shouldBeFoundByConnectWithItsVersion() {
    assertThat(ServiceLoader.load(Converter.class))
        .anySatisfy(
            found -> {
              assertThat(found).isInstanceOf(AvroConverter.class);
              assertThat(((AvroConverter) found).version()).matches("\\d+\\.\\d+\\.\\d+.*");
            });
  }
}
