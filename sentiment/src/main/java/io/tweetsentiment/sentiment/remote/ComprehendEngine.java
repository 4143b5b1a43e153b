package io.tweetsentiment.sentiment.remote;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.tweetsentiment.sentiment.EngineProvider;
import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.comprehend.ComprehendAsyncClient;
import software.amazon.awssdk.services.comprehend.ComprehendAsyncClientBuilder;

/**
 * The engine {@code comprehend}: Amazon Comprehend, with 25 documents of one language per call.
 * Credentials come from the AWS SDK's default chain.
 */
public final class ComprehendEngine implements EngineProvider {

  /** AWS region. */
  public static final String REGION = "aws.region";

  /** Address of the service instead of AWS's own. */
  public static final String ENDPOINT = "aws.endpoint";

  /** Language code for tweets whose language X did not detect. */
  public static final String DEFAULT_LANGUAGE = "comprehend.default.language";

  private static final RemoteSettings REMOTE = new RemoteSettings("comprehend");
  private static final int THREADS = 2;
  private static final String NONE = "none";

  /** The keys of this engine. */
  public static final List<Setting> SETTINGS =
      Stream.concat(
              Stream.of(
                  Setting.optional(REGION, "AWS region; the AWS SDK's default chain when not set."),
                  Setting.optional(ENDPOINT, "Address of the service instead of AWS's own."),
                  Setting.of(
                      DEFAULT_LANGUAGE,
                      "en",
                      "Language code for tweets whose language X did not detect; with none they"
                          + " stay unscored.")),
              // The documented guidance for the batch operations is about 250 documents per second.
              REMOTE.keys(10, 250, "0.0001").stream())
          .toList();

  @Override
  public String name() {
    return "comprehend";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public SentimentEngine open(Map<String, String> given) {
    Settings settings = Settings.of(SETTINGS, given);
    ComprehendLanguage language =
        new ComprehendLanguage(
            settings.optional(DEFAULT_LANGUAGE).filter(code -> !code.equals(NONE)));
    return REMOTE.engine(
        settings,
        Engines.folder(given),
        name(),
        List.of(REGION, ENDPOINT),
        ComprehendService.MAX_DOCUMENTS,
        language::of,
        service(settings));
  }

  private static ComprehendService service(Settings settings) {
    // Separate threads, because the SDK takes two seconds to stop its own.
    EventLoopGroup threads =
        new NioEventLoopGroup(THREADS, new DefaultThreadFactory("sentiment-comprehend", true));
    return new ComprehendService(
        client(settings, threads),
        () -> {
          var unused = threads.shutdownGracefully(100, 2_000, MILLISECONDS);
        });
  }

  private static ComprehendAsyncClient client(Settings settings, EventLoopGroup threads) {
    ComprehendAsyncClientBuilder builder =
        ComprehendAsyncClient.builder()
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .eventLoopGroup(SdkEventLoopGroup.create(threads))
                    .maxConcurrency(settings.integer("comprehend.max.in.flight", 1)))
            .overrideConfiguration(
                config ->
                    config
                        .apiCallTimeout(settings.positiveDuration("comprehend.timeout"))
                        // BatchScoring retries, so the SDK does not.
                        .retryStrategy(AwsRetryStrategy.doNotRetry()));
    settings.optional(REGION).map(Region::of).ifPresent(builder::region);
    if (settings.optional(ENDPOINT).isPresent()) {
      builder.endpointOverride(settings.address(ENDPOINT));
    }
    try {
      return builder.build();
    } catch (SdkClientException e) {
      throw new IllegalArgumentException(
          REGION
              + " is not set, and the AWS SDK finds no region. Set it, or AWS_REGION, or a profile"
              + " that has a region.",
          e);
    }
  }
}
