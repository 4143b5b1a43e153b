package io.tweetsentiment.connect.s3.config;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Which bucket, how it is reached, and how objects are put into it. */
final class StoreKeys {
  static final String BUCKET = "s3.bucket.name";
  static final String REGION = "s3.region";
  static final String STORE_URL = "store.url";
  static final String PATH_STYLE = "s3.path.style.access.enabled";
  static final String ACCESS_KEY_ID = "aws.access.key.id";
  static final String SECRET_ACCESS_KEY = "aws.secret.access.key";
  static final String CREDENTIALS_PROVIDER = "s3.credentials.provider.class";
  static final String PART_SIZE = "s3.part.size";
  static final String PART_RETRIES = "s3.part.retries";
  static final String S3_RETRY_BACKOFF = "s3.retry.backoff.ms";
  static final String ENCRYPTION = "s3.ssea.name";
  static final String KMS_KEY = "s3.sse.kms.key.id";
  static final String UPLOAD_THREADS = "upload.threads";
  static final String CONDITIONAL_WRITES = "enable.conditional.writes";
  static final String RETRY_BACKOFF = "retry.backoff.ms";
  static final String STORAGE_CLASS = "storage.class";

  private StoreKeys() {}

  static void define(ConfigDef def) {
    def.define(
            BUCKET,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Bucket; it must exist.")
        .define(
            REGION, ConfigDef.Type.STRING, "us-west-2", Importance.MEDIUM, "Region of the bucket.")
        .define(
            STORE_URL,
            ConfigDef.Type.STRING,
            null,
            Importance.LOW,
            "Address of an S3-compatible store; empty for AWS.")
        .define(
            PATH_STYLE,
            ConfigDef.Type.BOOLEAN,
            true,
            Importance.LOW,
            "Whether the bucket stands in the path of requests, not in the host name.")
        .define(
            ACCESS_KEY_ID,
            ConfigDef.Type.STRING,
            "",
            Importance.HIGH,
            "Access key; empty to use the" + " credentials provider.")
        .define(
            SECRET_ACCESS_KEY,
            ConfigDef.Type.PASSWORD,
            "",
            Importance.HIGH,
            "Secret of the access key.")
        .define(
            CREDENTIALS_PROVIDER,
            ConfigDef.Type.STRING,
            "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
            Importance.LOW,
            "AwsCredentialsProvider of AWS SDK 2, used without an access key. It has a static"
                + " create() or a constructor without arguments.")
        .define(
            PART_SIZE,
            ConfigDef.Type.INT,
            26214400,
            Range.atLeast(5 * 1024 * 1024),
            Importance.HIGH,
            "Bytes from which on a file is uploaded in parts, of this size; also the most that a"
                + " Parquet file gathers in memory.")
        .define(
            PART_RETRIES,
            ConfigDef.Type.INT,
            3,
            Range.atLeast(0),
            Importance.MEDIUM,
            "How often a request is repeated at once when it fails.")
        .define(
            S3_RETRY_BACKOFF,
            ConfigDef.Type.LONG,
            200L,
            Range.atLeast(1),
            Importance.LOW,
            "Milliseconds before the first of these repetitions; doubled each time, with jitter.")
        .define(
            ENCRYPTION,
            ConfigDef.Type.STRING,
            "",
            ValidString.in("", "AES256", "aws:kms", "aws:kms:dsse"),
            Importance.LOW,
            "Server-side encryption of the objects; empty for the bucket's own setting.")
        .define(KMS_KEY, ConfigDef.Type.STRING, "", Importance.LOW, "Key for aws:kms.")
        .define(
            UPLOAD_THREADS,
            ConfigDef.Type.INT,
            4,
            Range.atLeast(1),
            Importance.LOW,
            "Files that a task uploads at the same time.")
        .define(
            CONDITIONAL_WRITES,
            ConfigDef.Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Objects are created with If-None-Match, so that of two tasks that believe to own a"
                + " partition one wins. Switch off only for a store that does not know the header.")
        .define(
            RETRY_BACKOFF,
            ConfigDef.Type.LONG,
            5000L,
            Range.atLeast(0),
            Importance.LOW,
            "Milliseconds that the task pauses when a file could not be stored.")
        .define(
            STORAGE_CLASS,
            ConfigDef.Type.STRING,
            "S3Storage",
            Importance.LOW,
            "There is one, S3Storage; the key is taken so that a configuration of Confluent's sink"
                + " is valid.");
  }
}
