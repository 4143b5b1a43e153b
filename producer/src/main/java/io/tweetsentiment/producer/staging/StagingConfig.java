package io.tweetsentiment.producer.staging;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where pages are kept as X sent them.
 *
 * @param store none, local or s3
 * @param replays whether the run takes its pages from there instead of from X
 * @param folder of the store local
 * @param prefix start of the keys of the store s3, without a trailing slash
 */
public record StagingConfig(
    String store,
    boolean replays,
    Path folder,
    String bucket,
    String prefix,
    Optional<URI> endpoint) {

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of(
              "source",
              "x",
              "Where the tweets come from: x, or staging for pages that were kept (--source)."),
          Setting.of("staging", "none", "Where each page is kept as X sent it: none, local or s3."),
          Setting.of("staging.dir", "data/ingest/staging", "Folder of the pages with local."),
          Setting.of("staging.s3.bucket", "tweet-sentiment", "Bucket of the pages with s3."),
          Setting.of("staging.s3.prefix", "staging", "Start of their keys."),
          Setting.optional("staging.s3.endpoint", "Address of S3; unset: the region's own."));

  public static StagingConfig from(Settings settings) {
    boolean replays = settings.choice("source", List.of("x", "staging")).equals("staging");
    String store = settings.choice("staging", List.of("none", "local", "s3"));
    return new StagingConfig(
        // Pages can only be replayed from a store; the local one is meant when none is named.
        replays && store.equals("none") ? "local" : store,
        replays,
        Path.of(settings.string("staging.dir")),
        settings.string("staging.s3.bucket"),
        settings.string("staging.s3.prefix").replaceAll("^/+|/+$", ""),
        settings
            .optional("staging.s3.endpoint")
            .map(text -> settings.address("staging.s3.endpoint")));
  }
}
