package io.tweetsentiment.connect.kinesis;

import java.util.Optional;

/** Version of this plugin, from the manifest of its jar. */
final class Version {

  private Version() {}

  static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
