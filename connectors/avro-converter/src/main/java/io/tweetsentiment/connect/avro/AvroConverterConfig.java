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

/**
 * The keys that the converter documents. All keys, these and any others, are passed on to
 * Confluent's serializers.
 */
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
              "Addresses of the schema registry, separated by commas. mock://NAME keeps the schemas"
                  + " in memory, for tests.")
          .define(
              BASIC_AUTH_SOURCE,
              ConfigDef.Type.STRING,
              "URL",
              Importance.MEDIUM,
              "Source of the credentials for the registry: URL, USER_INFO or SASL_INHERIT.")
          .define(
              BASIC_AUTH_USER_INFO,
              ConfigDef.Type.PASSWORD,
              "",
              Importance.MEDIUM,
              "Credentials as user:password, for USER_INFO.")
          .define(
              AUTO_REGISTER,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.MEDIUM,
              "Whether to register a schema that the registry does not have when data is written.")
          .define(
              SCHEMA_CACHE,
              ConfigDef.Type.INT,
              1000,
              Range.atLeast(1),
              Importance.LOW,
              "Number of translated schemas to keep in memory.");

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
      throw new UncheckedIOException("Cannot read version.properties", e);
    }
    return properties.getProperty("version");
  }
}
