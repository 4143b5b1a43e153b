package io.tweetsentiment.connect.s3.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.connect.s3.storage.ObjectSettings;
import io.tweetsentiment.connect.s3.storage.ObjectSettings.CustomerKey;
import io.tweetsentiment.connect.s3.storage.ObjectSettings.Tags;
import io.tweetsentiment.connect.s3.storage.S3ClientSettings.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** The part of the configuration that decides what S3 is told about every object. */
record ObjectSettingConfig(AbstractConfig config) {
  private static final int KEY_BYTES = 32;
  private static final int MOST_FURTHER_TAGS = 7;
  private static final int LONGEST_TAG = 128;
  private static final int LONGEST_TAG_VALUE = 256;

  ObjectSettings settings() {
    return new ObjectSettings(
        text(ObjectSettingKeys.ENCRYPTION)
            .filter(name -> secret(ObjectSettingKeys.CUSTOMER_KEY).isEmpty())
            .orElse(null),
        text(ObjectSettingKeys.KMS_KEY).filter(key -> isKms()).orElse(null),
        customerKey(),
        text(ObjectSettingKeys.ACL).orElse(null),
        text(ObjectSettingKeys.OBJECT_STORAGE_CLASS).orElse(null),
        tags());
  }

  /** S3 refuses a KMS key with any other encryption. */
  private boolean isKms() {
    return config.getString(ObjectSettingKeys.ENCRYPTION).startsWith("aws:kms");
  }

  private Optional<CustomerKey> customerKey() {
    String secret = secret(ObjectSettingKeys.CUSTOMER_KEY);
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    String encryption = config.getString(ObjectSettingKeys.ENCRYPTION);
    if (!encryption.isEmpty() && !encryption.equals("AES256")) {
      throw new ConfigException(
          ObjectSettingKeys.ENCRYPTION,
          encryption,
          "must be AES256 or empty with " + ObjectSettingKeys.CUSTOMER_KEY);
    }
    byte[] key = bytes(secret);
    if (key.length != KEY_BYTES) {
      throw new ConfigException(
          ObjectSettingKeys.CUSTOMER_KEY
              + " must be 32 bytes in base 64, for example from: openssl rand -base64 32");
    }
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(key);
      return Optional.of(new CustomerKey(secret, Base64.getEncoder().encodeToString(md5)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has MD5", e);
    }
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private Tags tags() {
    Map<String, String> more = new TreeMap<>();
    List<String> pairs = config.getList(ObjectSettingKeys.MORE_TAGS);
    for (String pair : pairs) {
      int colon = pair.indexOf(':');
      String name = colon < 0 ? "" : pair.substring(0, colon).strip();
      String value = pair.substring(colon + 1).strip();
      if (name.isEmpty() || name.length() > LONGEST_TAG || value.length() > LONGEST_TAG_VALUE) {
        throw new ConfigException(
            ObjectSettingKeys.MORE_TAGS,
            pair,
            "must have the form name:value, with up to 128 and 256 characters");
      }
      more.put(name, value);
    }
    if (more.size() > MOST_FURTHER_TAGS) {
      throw new ConfigException(
          ObjectSettingKeys.MORE_TAGS, pairs, "must have at most 7 tags; S3 allows 10 an object");
    }
    boolean enabled = config.getBoolean(ObjectSettingKeys.TAGGING);
    boolean fail = config.getString(ObjectSettingKeys.TAGGING_ERROR).equals("fail");
    return enabled ? new Tags(true, fail, more) : Tags.NONE;
  }

  Optional<Proxy> proxy() {
    return text(ObjectSettingKeys.PROXY_URL)
        .map(
            url -> {
              URI address = address(url);
              String[] login = login(address);
              return new Proxy(
                  URI.create(
                      address.getScheme() + "://" + address.getHost() + ":" + address.getPort()),
                  text(ObjectSettingKeys.PROXY_USER).orElse(login[0]),
                  Optional.of(secret(ObjectSettingKeys.PROXY_PASSWORD))
                      .filter(password -> !password.isEmpty())
                      .orElse(login[1]));
            });
  }

  /** Returns user and password of an address, empty if it has none. */
  private static String[] login(URI address) {
    String raw = address.getRawUserInfo() == null ? "" : address.getRawUserInfo();
    int colon = raw.indexOf(':');
    String user = colon < 0 ? raw : raw.substring(0, colon);
    return new String[] {decoded(user), decoded(colon < 0 ? "" : raw.substring(colon + 1))};
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
  }

  private static URI address(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getScheme() != null && uri.getHost() != null && uri.getPort() > 0) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw invalidProxy(url);
    }
    throw invalidProxy(url);
  }

  private static ConfigException invalidProxy(String url) {
    return new ConfigException(
        ObjectSettingKeys.PROXY_URL,
        url.replaceFirst("^([a-zA-Z]+://)?.*@", "$1***@"),
        "must be an address with a port such as http://proxy:3128; percent signs and other special"
            + " characters of a password in it must be escaped");
  }

  private Optional<String> text(String key) {
    return Optional.of(config.getString(key)).filter(text -> !text.isBlank());
  }

  private String secret(String key) {
    return config.getPassword(key).value().strip();
  }
}
