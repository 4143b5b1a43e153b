package io.tweetsentiment.producer.sink;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** AWS credentials in settings, for those who have them in a file of secrets. */
public final class AwsKeys {

  private static final String ID = "aws.access.key.id";
  private static final String SECRET = "aws.secret.access.key";

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.optional(ID, "Access key of AWS; unset: credentials as the AWS SDK finds them."),
          Setting.optional(SECRET, "Secret of that access key. Never logged."));

  private AwsKeys() {}

  /**
   * The credentials; empty when the SDK finds them itself.
   *
   * @throws SettingsException when only one of the two is set
   */
  public static Optional<AwsCredentialsProvider> from(Settings settings) {
    Optional<String> id = settings.optional(ID);
    Optional<String> secret = settings.optional(SECRET);
    if (id.isPresent() != secret.isPresent()) {
      throw new SettingsException(
          (id.isPresent() ? SECRET : ID) + " is not set; set both keys, or neither.");
    }
    return id.map(
        key -> StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret.get())));
  }
}
