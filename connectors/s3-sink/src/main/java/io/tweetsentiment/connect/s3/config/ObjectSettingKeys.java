package io.tweetsentiment.connect.s3.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Keys for what S3 is told about every object, and for the proxy on the way to it. */
final class ObjectSettingKeys {
  static final String ENCRYPTION = "s3.ssea.name";
  static final String KMS_KEY = "s3.sse.kms.key.id";
  static final String CUSTOMER_KEY = "s3.sse.customer.key";
  static final String ACL = "s3.acl.canned";
  static final String OBJECT_STORAGE_CLASS = "s3.storage.class";
  static final String TAGGING = "s3.object.tagging";
  static final String MORE_TAGS = "s3.object.tagging.key.value.pairs";
  static final String TAGGING_ERROR = "s3.object.behavior.on.tagging.error";
  static final String PROXY_URL = "s3.proxy.url";
  static final String PROXY_USER = "s3.proxy.user";
  static final String PROXY_PASSWORD = "s3.proxy.password";

  private ObjectSettingKeys() {}

  static void define(ConfigDef def) {
    def.define(
            ENCRYPTION,
            ConfigDef.Type.STRING,
            "",
            ValidString.in("", "AES256", "aws:kms", "aws:kms:dsse"),
            Importance.LOW,
            "Server-side encryption of the objects; empty for the default of the bucket.")
        .define(
            KMS_KEY,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "KMS key id for aws:kms and aws:kms:dsse; no other encryption uses it.")
        .define(
            CUSTOMER_KEY,
            ConfigDef.Type.PASSWORD,
            "",
            Importance.LOW,
            "Key of 256 bits in base 64 that S3 encrypts objects with and does not keep (SSE-C). S3"
                + " accepts it over https only, and readers need it, too. A new key needs a new"
                + " topics.dir, because objects of the old one cannot be read with it.")
        .define(
            ACL,
            ConfigDef.Type.STRING,
            "",
            ValidString.in(
                "",
                "private",
                "public-read",
                "public-read-write",
                "authenticated-read",
                "log-delivery-write",
                "aws-exec-read",
                "bucket-owner-read",
                "bucket-owner-full-control"),
            Importance.LOW,
            "Canned access control list of the objects, for example bucket-owner-full-control; needs"
                + " s3:PutObjectAcl. Empty for the default of the bucket.")
        .define(
            OBJECT_STORAGE_CLASS,
            ConfigDef.Type.STRING,
            "",
            ValidString.in(
                "",
                "STANDARD",
                "STANDARD_IA",
                "ONEZONE_IA",
                "INTELLIGENT_TIERING",
                "GLACIER_IR",
                "REDUCED_REDUNDANCY",
                "GLACIER",
                "DEEP_ARCHIVE"),
            Importance.LOW,
            "Storage class of the objects; empty for the default of the bucket.")
        .define(
            TAGGING,
            ConfigDef.Type.BOOLEAN,
            false,
            Importance.LOW,
            "Whether objects have the tags startOffset, endOffset and recordCount; needs"
                + " s3:PutObjectTagging.")
        .define(
            MORE_TAGS,
            ConfigDef.Type.LIST,
            List.of(),
            Importance.LOW,
            "Up to seven further tags if s3.object.tagging is true, for example"
                + " team:data,stage:prod.")
        .define(
            TAGGING_ERROR,
            ConfigDef.Type.STRING,
            "ignore",
            ValidString.in("ignore", "fail"),
            Importance.LOW,
            "ignore: tags are set after an object is stored, and a failure is logged. fail: an object"
                + " is stored with its tags or not at all.")
        .define(
            PROXY_URL,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "Address of a proxy to S3 and the security token service, for example"
                + " http://proxy:3128; empty for the system properties of the JVM such as"
                + " https.proxyHost. It may contain user and password, which the worker then logs.")
        .define(
            PROXY_USER,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "User of the proxy, if it has any and s3.proxy.url does not contain it.")
        .define(
            PROXY_PASSWORD, ConfigDef.Type.PASSWORD, "", Importance.LOW, "Password of the proxy.");
  }
}
