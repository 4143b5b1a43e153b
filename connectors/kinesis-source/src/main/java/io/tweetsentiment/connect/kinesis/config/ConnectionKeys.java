package io.tweetsentiment.connect.kinesis.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;

/** Keys for the connection to Kinesis. */
final class ConnectionKeys {
  static final String ACCESS_KEY_ID = "aws.access.key.id";
  static final String SECRET_ACCESS_KEY = "aws.secret.key.id";
  static final String CREDENTIALS_PROVIDER = "kinesis.credentials.provider.class";
  static final String PROVIDER_PREFIX = "kinesis.credentials.provider.";
  static final String ROLE_ARN = "kinesis.credentials.provider.sts.role.arn";
  static final String ROLE_EXTERNAL_ID = "kinesis.credentials.provider.sts.role.external.id";
  static final String ROLE_SESSION_NAME = "kinesis.credentials.provider.sts.role.session.name";
  static final String BASE_URL = "kinesis.base.url";
  static final String PROXY_URL = "kinesis.proxy.url";
  static final String PROXY_USERNAME = "kinesis.proxy.username";
  static final String PROXY_PASSWORD = "kinesis.proxy.password";
  static final String NON_PROXY_HOSTS = "kinesis.non.proxy.hosts";

  private ConnectionKeys() {}

  static void define(ConfigDef def) {
    def.define(
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
            new NonEmptyString(),
            Importance.LOW,
            "Class that implements AwsCredentialsProvider of AWS SDK 2; used if no access key is"
                + " set. It needs a static create() method or a constructor without arguments. If it is"
                + " a Configurable, it gets the keys that begin with kinesis.credentials.provider.,"
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
            "kafka-connect-kinesis-source",
            new NonEmptyString(),
            Importance.LOW,
            "Name of the session of the role, which AWS shows in its logs.")
        .define(
            BASE_URL,
            ConfigDef.Type.STRING,
            "",
            Validators.ADDRESS,
            Importance.LOW,
            "Address of another Kinesis endpoint, for example http://localhost:4567; empty for"
                + " AWS.")
        .define(
            PROXY_URL,
            ConfigDef.Type.STRING,
            "",
            Validators.ADDRESS,
            Importance.LOW,
            "Address of an HTTP proxy, for example http://proxy:3128. It may contain user and password,"
                + " which the worker then logs.")
        .define(
            PROXY_USERNAME, ConfigDef.Type.STRING, "", Importance.LOW, "User name for the proxy.")
        .define(
            PROXY_PASSWORD, ConfigDef.Type.PASSWORD, "", Importance.LOW, "Password for the proxy.")
        .define(
            NON_PROXY_HOSTS,
            ConfigDef.Type.LIST,
            List.of(),
            ConfigDef.ValidList.anyNonDuplicateValues(true, false),
            Importance.LOW,
            "Hosts to reach without the proxy.");
  }
}
