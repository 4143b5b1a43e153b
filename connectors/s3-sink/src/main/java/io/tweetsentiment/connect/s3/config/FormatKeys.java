package io.tweetsentiment.connect.s3.config;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Keys for the contents of a file: its format, compression and schemas. */
final class FormatKeys {
  static final String FORMAT_CLASS = "format.class";
  static final String COMPRESSION_TYPE = "s3.compression.type";
  static final String COMPRESSION_LEVEL = "s3.compression.level";
  static final String PARQUET_CODEC = "parquet.codec";
  static final String AVRO_CODEC = "avro.codec";
  static final String JSON_DECIMALS = "json.decimal.format";
  static final String BYTE_ARRAY_EXTENSION = "format.bytearray.extension";
  static final String BYTE_ARRAY_SEPARATOR = "format.bytearray.separator";
  static final String DECIMAL_PRECISION = "decimal.precision";
  static final String SCHEMA_COMPATIBILITY = "schema.compatibility";
  static final String SCHEMA_CACHE = "schemas.cache.config";
  static final String NULL_VALUES = "behavior.on.null.values";

  private FormatKeys() {}

  static void define(ConfigDef def) {
    def.define(
            FORMAT_CLASS,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            Importance.HIGH,
            "ParquetFormat, AvroFormat, JsonFormat or ByteArrayFormat; also with Confluent's package"
                + " name. Or the name of a class that implements"
                + " io.tweetsentiment.connect.s3.format.Format.")
        .define(
            COMPRESSION_TYPE,
            ConfigDef.Type.STRING,
            "none",
            ValidString.in("none", "gzip"),
            Importance.LOW,
            "Compression of JSON and byte-array files: none or gzip.")
        .define(
            COMPRESSION_LEVEL,
            ConfigDef.Type.INT,
            -1,
            Range.between(-1, 9),
            Importance.LOW,
            "Level of gzip, 0 to 9; -1 for its default.")
        .define(
            PARQUET_CODEC,
            ConfigDef.Type.STRING,
            "snappy",
            ValidString.in("none", "gzip", "snappy", "zstd"),
            Importance.LOW,
            "Compression of Parquet files: none, gzip, snappy or zstd.")
        .define(
            AVRO_CODEC,
            ConfigDef.Type.STRING,
            "null",
            ValidString.in("null", "deflate", "snappy", "bzip2", "zstandard"),
            Importance.LOW,
            "Compression of Avro files: null, deflate, snappy, bzip2 or zstandard.")
        .define(
            JSON_DECIMALS,
            ConfigDef.Type.STRING,
            "BASE64",
            ConfigDef.CaseInsensitiveValidString.in("BASE64", "NUMERIC"),
            Importance.LOW,
            "How JSON files hold decimals: BASE64 or NUMERIC.")
        .define(
            BYTE_ARRAY_EXTENSION,
            ConfigDef.Type.STRING,
            ".bin",
            Importance.LOW,
            "Extension of byte-array files.")
        .define(
            BYTE_ARRAY_SEPARATOR,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "What follows each value of a byte-array file: a line break, unless the key is set; nothing"
                + " if it is set to an empty text.")
        .define(
            DECIMAL_PRECISION,
            ConfigDef.Type.INT,
            38,
            Range.between(1, 1000),
            Importance.LOW,
            "Number of digits of decimals in Parquet and Avro files if their schema states none or a"
                + " greater one. Spark, Hive and Redshift read up to 38. A decimal with more digits is"
                + " an errant record.")
        .define(
            SCHEMA_COMPATIBILITY,
            ConfigDef.Type.STRING,
            "NONE",
            ConfigDef.CaseInsensitiveValidString.in(
                "NONE",
                "BACKWARD",
                "FORWARD",
                "FULL",
                "BACKWARD_TRANSITIVE",
                "FORWARD_TRANSITIVE",
                "FULL_TRANSITIVE"),
            Importance.HIGH,
            "NONE: a record with another schema closes the files. BACKWARD and FULL: a record whose"
                + " fields are all in the file's schema is written with that schema and its defaults."
                + " FORWARD: a record that has values or defaults for all fields of the file's"
                + " schema is written with that schema, without its further fields. The forms with"
                + " _TRANSITIVE mean the same.")
        .define(
            SCHEMA_CACHE,
            ConfigDef.Type.INT,
            1000,
            Range.atLeast(1),
            Importance.LOW,
            "Number of translated schemas to keep in memory.")
        .define(
            NULL_VALUES,
            ConfigDef.Type.STRING,
            "fail",
            ValidString.in("fail", "ignore"),
            Importance.LOW,
            "What happens to records without a value: fail reports them as errant records, ignore"
                + " skips them.");
  }
}
