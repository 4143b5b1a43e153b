package io.tweetsentiment.connect.s3.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** Keys for the names of objects. */
final class ObjectNameKeys {
  static final String TOPICS_DIR = "topics.dir";
  static final String DIRECTORY_DELIM = "directory.delim";
  static final String FILE_DELIM = "file.delim";
  static final String ZERO_PAD = "filename.offset.zero.pad.width";

  private ObjectNameKeys() {}

  static void define(ConfigDef def) {
    def.define(
            TOPICS_DIR,
            ConfigDef.Type.STRING,
            "topics",
            Importance.HIGH,
            "First folder of every object key.")
        .define(
            DIRECTORY_DELIM,
            ConfigDef.Type.STRING,
            "/",
            new ConfigDef.NonEmptyString(),
            Importance.MEDIUM,
            "Separator between folders.")
        .define(
            FILE_DELIM,
            ConfigDef.Type.STRING,
            "+",
            new ConfigDef.NonEmptyString(),
            Importance.MEDIUM,
            "Separator between the parts of a file name.")
        .define(
            ZERO_PAD,
            ConfigDef.Type.INT,
            10,
            Range.between(1, 19),
            Importance.LOW,
            "Minimum number of digits of the start offset in a file name.");
  }
}
