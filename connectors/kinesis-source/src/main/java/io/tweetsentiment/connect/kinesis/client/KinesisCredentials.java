package io.tweetsentiment.connect.kinesis.client;

import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import java.lang.reflect.Method;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.Logger;

/** Creates the providers of credentials. */
public final class KinesisCredentials {
  private static final Logger CLOSING = Logger.loggerFor(KinesisCredentials.class);

  private KinesisCredentials() {}

  /** Hides from clients that a provider can be closed. */
  private record Unclosed(AwsCredentialsProvider provider) implements AwsCredentialsProvider {
    @Override
    public AwsCredentials resolveCredentials() {
      return provider.resolveCredentials();
    }
  }

  /**
   * Creates a provider without asking it for credentials.
   *
   * @throws ConfigException if the class of a provider cannot be used
   */
  static AwsCredentialsProvider provider(KinesisSourceConfig config) {
    AwsCredentialsProvider base =
        config.accessKeyId().isPresent()
            ? StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    config.accessKeyId().orElseThrow(), config.secretAccessKey().orElseThrow()))
            : named(config);
    return config
        .roleArn()
        .<AwsCredentialsProvider>map(arn -> new AssumedRole(config, arn, base))
        .orElse(base);
  }

  /**
   * Asks the provider for credentials once, so that a connector instance with a wrong role or
   * provider is not created. The default chain on its own is not asked: it may wait for the
   * metadata service of a machine that has none.
   *
   * @throws ConfigException with the key and the reason
   */
  public static void tryOut(KinesisSourceConfig config) {
    AwsCredentialsProvider provider = provider(config);
    try {
      if (!(provider instanceof DefaultCredentialsProvider)) {
        provider.resolveCredentials();
      }
    } catch (RuntimeException e) {
      String key =
          config.roleArn().isPresent()
              ? KinesisSourceConfig.ROLE_ARN
              : KinesisSourceConfig.CREDENTIALS_PROVIDER;
      ConfigException failed =
          new ConfigException(key + " gives no credentials: " + e.getMessage());
      failed.initCause(e);
      throw failed;
    } finally {
      if (provider instanceof AutoCloseable closeable) {
        IoUtils.closeQuietlyV2(closeable, CLOSING);
      }
    }
  }

  private static AwsCredentialsProvider named(KinesisSourceConfig config) {
    String name = config.credentialsProvider();
    try {
      return create(name, config);
    } catch (ReflectiveOperationException | ClassCastException e) {
      ConfigException invalid =
          new ConfigException(
              KinesisSourceConfig.CREDENTIALS_PROVIDER,
              name,
              "must be an AwsCredentialsProvider of AWS SDK 2 (version 1 is not supported) with a"
                  + " static create() or a constructor without arguments, for example"
                  + " software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider: "
                  + e);
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static AwsCredentialsProvider create(String name, KinesisSourceConfig config)
      throws ReflectiveOperationException {
    if (name.equals(DefaultCredentialsProvider.class.getName())) {
      // create() returns one object for the whole JVM, which the first client to close would close.
      return DefaultCredentialsProvider.builder().build();
    }
    Class<?> type = Class.forName(name, true, KinesisCredentials.class.getClassLoader());
    for (Method method : type.getMethods()) {
      if (method.getName().equals("create") && method.getParameterCount() == 0) {
        AwsCredentialsProvider shared =
            configured((AwsCredentialsProvider) method.invoke(null), config);
        // It may be shared with others, and clients close the provider that they are given.
        return shared instanceof AutoCloseable ? new Unclosed(shared) : shared;
      }
    }
    return configured((AwsCredentialsProvider) type.getDeclaredConstructor().newInstance(), config);
  }

  private static AwsCredentialsProvider configured(
      AwsCredentialsProvider created, KinesisSourceConfig config) {
    if (created instanceof Configurable configurable) {
      configurable.configure(config.credentialsProviderSettings());
    }
    return created;
  }
}
