package io.tweetsentiment.connect.s3.config;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** Keys for the bucket, the connection to it, and the uploads. */
final class StoreKeys {
  static final String BUCKET = "s3.bucket.name";
  static final String REGION = "s3.region";
  static final String STORE_URL = "store.url";
  static final String PATH_STYLE = "s3.path.style.access.enabled";
  static final String ACCESS_KEY_ID = "aws.access.key.id";
  static final String SECRET_ACCESS_KEY = "aws.secret.access.key";
  static final String CREDENTIALS_PROVIDER = "s3.credentials.provider.class";
  static final String PART_SIZE = "s3.part.size";
  static final String PROVIDER_PREFIX = "s3.credentials.provider.";
  static final String ROLE_ARN = "s3.credentials.provider.sts.role.arn";
  static final String ROLE_EXTERNAL_ID = "s3.credentials.provider.sts.role.external.id";
  static final String ROLE_SESSION_NAME = "s3.credentials.provider.sts.role.session.name";
  static final String PART_RETRIES = "s3.part.retries";
  static final String S3_RETRY_BACKOFF = "s3.retry.backoff.ms";
  static final String UPLOAD_THREADS = "upload.threads";
  static final String CONDITIONAL_WRITES = "enable.conditional.writes";
  static final String RETRY_BACKOFF = "retry.backoff.ms";
  static final String MAX_WRITE_DURATION = "max.write.duration.ms";
  static final String ATTEMPT_TIMEOUT = "s3.attempt.timeout.ms";
  static final String CALL_TIMEOUT = "s3.call.timeout.ms";
  static final String REFUSAL_RETRY = "s3.refusal.retry.ms";
  static final String STORAGE_CLASS = "storage.class";

  private StoreKeys() {}

  static void define(ConfigDef def) {
    def.define(
            BUCKET,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Name of the bucket, which must exist.")
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
            "Whether requests name the bucket in the path instead of in the host name.")
        .define(
            ACCESS_KEY_ID,
            ConfigDef.Type.STRING,
            "",
            Importance.HIGH,
            "Access key id; empty to use the credentials provider.")
        .define(
            SECRET_ACCESS_KEY, ConfigDef.Type.PASSWORD, "", Importance.HIGH, "Secret access key.")
        .define(
            CREDENTIALS_PROVIDER,
            ConfigDef.Type.STRING,
            "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
            Importance.LOW,
            "Class that implements AwsCredentialsProvider of AWS SDK 2; used if no access key is"
                + " set. It needs a static create() method or a constructor without arguments. If it"
                + " is a Configurable, it gets the keys that begin with s3.credentials.provider.,"
                + " without that prefix.")
        .define(
            ROLE_ARN,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Role to assume with the credentials; empty to use them as they are.")
        .define(
            ROLE_EXTERNAL_ID,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "External id for the role, if its trust policy requires one.")
        .define(
            ROLE_SESSION_NAME,
            ConfigDef.Type.STRING,
            "kafka-connect-s3-sink",
            new ConfigDef.NonEmptyString(),
            Importance.LOW,
            "Name of the session of the role, which AWS shows in its logs.")
        .define(
            PART_SIZE,
            ConfigDef.Type.INT,
            26214400,
            Range.atLeast(5 * 1024 * 1024),
            Importance.HIGH,
            "Part size in bytes: a larger file is uploaded in parts of this size. It also limits"
                + " the memory of an open Parquet file.")
        .define(
            PART_RETRIES,
            ConfigDef.Type.INT,
            3,
            Range.atLeast(0),
            Importance.MEDIUM,
            "How often a failed request is retried before the task pauses.")
        .define(
            S3_RETRY_BACKOFF,
            ConfigDef.Type.LONG,
            200L,
            Range.atLeast(1),
            Importance.LOW,
            "Pause before the first retry, in milliseconds; each further pause is twice as long,"
                + " with jitter.")
        .define(
            UPLOAD_THREADS,
            ConfigDef.Type.INT,
            4,
            Range.atLeast(1),
            Importance.LOW,
            "Number of files that a task uploads at the same time.")
        .define(
            CONDITIONAL_WRITES,
            ConfigDef.Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Whether objects are created with If-None-Match, so that only one of two tasks that"
                + " both own a partition stores an object. Disable it only for a store that does"
                + " not support the header.")
        .define(
            RETRY_BACKOFF,
            ConfigDef.Type.LONG,
            5000L,
            Range.atLeast(0),
            Importance.LOW,
            "Pause of the task after a file could not be stored, in milliseconds.")
        .define(
            MAX_WRITE_DURATION,
            ConfigDef.Type.LONG,
            60_000L,
            Range.atLeast(1),
            Importance.MEDIUM,
            "How long the task may work or wait for S3 before it returns to its worker, in"
                + " milliseconds. It must be well below max.poll.interval.ms of the consumer, which"
                + " would otherwise lose its partitions. The task then continues where it was;"
                + " uploads go on meanwhile.")
        .define(
            ATTEMPT_TIMEOUT,
            ConfigDef.Type.LONG,
            60_000L,
            Range.atLeast(1),
            Importance.LOW,
            "How long one request to S3 may take until the last byte of its answer, in milliseconds;"
                + " then it is repeated. It must suffice to upload a part of s3.part.size.")
        .define(
            CALL_TIMEOUT,
            ConfigDef.Type.LONG,
            180_000L,
            Range.atLeast(1),
            Importance.LOW,
            "How long a request to S3 may take with its repetitions and pauses, in milliseconds;"
                + " then the task pauses.")
        .define(
            REFUSAL_RETRY,
            ConfigDef.Type.LONG,
            300_000L,
            Range.atLeast(0),
            Importance.LOW,
            "How long a running task repeats requests that S3 refuses because of a permission, key,"
                + " token or clock, in milliseconds, before it fails. A task that is refused when"
                + " it starts fails at once.")
        .define(
            STORAGE_CLASS,
            ConfigDef.Type.STRING,
            "S3Storage",
            Importance.LOW,
            "S3Storage is the only value; the key exists so that a configuration of Confluent's"
                + " sink is valid.");
  }
}
