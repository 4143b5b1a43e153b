package io.tweetsentiment.producer.staging;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where pages are kept as X sent them.
 *
 * @param source where the tweets come from
 * @param store none, local or s3
 * @param folder of the store local
 * @param prefix start of the keys of the store s3, without a trailing slash
 */
public record StagingConfig(
    Source source,
    String store,
    Path folder,
    String bucket,
    String prefix,
    Optional<URI> endpoint) {

  /** Where the tweets of a run come from. */
  public enum Source {
    /** X's search. */
    X,
    /** Pages that were kept. */
    STAGING,
    /** Tweets files. */
    FILE,
    /** Bluesky's Jetstream. */
    JETSTREAM;

    /** Whether the source is read in its own order, without slices. */
    public boolean streams() {
      return this == FILE || this == JETSTREAM;
    }

    /** The source of a name. */
    public static Source of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  /** The names of all sources. */
  public static final List<String> SOURCES =
      Stream.of(Source.values()).map(source -> source.name().toLowerCase(Locale.ROOT)).toList();

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of(
              "source",
              "x",
              "Where the tweets come from: x, staging for pages that were kept, file for tweets files,"
                  + " or jetstream for Bluesky (--source)."),
          Setting.of("staging", "none", "Where each page is kept as X sent it: none, local or s3."),
          Setting.of("staging.dir", "data/ingest/staging", "Folder of the pages with local."),
          Setting.of("staging.s3.bucket", "tweet-sentiment", "Bucket of the pages with s3."),
          Setting.of("staging.s3.prefix", "staging", "Start of their keys."),
          Setting.optional("staging.s3.endpoint", "Address of S3; unset: the region's own."));

  public static StagingConfig from(Settings settings) {
    Source source = Source.of(settings.choice("source", SOURCES));
    String store = settings.choice("staging", List.of("none", "local", "s3"));
    return new StagingConfig(
        source,
        // Pages can only be replayed from a store; the local one is meant when none is named.
        source == Source.STAGING && store.equals("none") ? "local" : store,
        Path.of(settings.string("staging.dir")),
        settings.string("staging.s3.bucket"),
        settings.string("staging.s3.prefix").replaceAll("^/+|/+$", ""),
        settings
            .optional("staging.s3.endpoint")
            .map(text -> settings.address("staging.s3.endpoint")));
  }

  /** Whether the run takes its pages from the store instead of from X. */
  public boolean replays() {
    return source == Source.STAGING;
  }
}
