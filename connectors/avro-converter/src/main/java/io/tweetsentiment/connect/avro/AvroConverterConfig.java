package io.tweetsentiment.connect.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** The keys that the converter itself knows; every other key goes to Confluent's serializers. */
final class AvroConverterConfig extends AbstractConfig {
  static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
  static final String BASIC_AUTH_SOURCE = "basic.auth.credentials.source";
  static final String BASIC_AUTH_USER_INFO = "basic.auth.user.info";
  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String SCHEMA_CACHE = "schemas.cache.config";

  static final ConfigDef CONFIG_DEF =
      new ConfigDef()
          .define(
              SCHEMA_REGISTRY_URL,
              ConfigDef.Type.LIST,
              ConfigDef.NO_DEFAULT_VALUE,
              Importance.HIGH,
              "Addresses of the schema registry, separated by commas; mock://NAME keeps the schemas"
                  + " in memory, for tests.")
          .define(
              BASIC_AUTH_SOURCE,
              ConfigDef.Type.STRING,
              "URL",
              Importance.MEDIUM,
              "Where the credentials of the registry come from: URL, USER_INFO or SASL_INHERIT.")
          .define(
              BASIC_AUTH_USER_INFO,
              ConfigDef.Type.PASSWORD,
              "",
              Importance.MEDIUM,
              "User and password as user:password, with USER_INFO.")
          .define(
              AUTO_REGISTER,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.MEDIUM,
              "Whether a schema that the registry does not have is registered when data is"
                  + " written.")
          .define(
              SCHEMA_CACHE,
              ConfigDef.Type.INT,
              1000,
              Range.atLeast(1),
              Importance.LOW,
              "How many translated schemas are remembered.");

  AvroConverterConfig(Map<String, ?> originals) {
    super(CONFIG_DEF, originals, false);
  }

  int schemaCacheSize() {
    return getInt(SCHEMA_CACHE);
  }

  static String version() {
    Properties properties = new Properties();
    try (InputStream in = AvroConverterConfig.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties cannot be read", e);
    }
    return properties.getProperty("version");
  }
}
