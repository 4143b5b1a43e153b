package io.tweetsentiment.connect.s3.storage;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.Logger;

/**
 * A provider of credentials with the clients and threads that were opened for it. Clients of the
 * SDK close their provider; this one then closes what it owns, once, and not what it shares with
 * others. Threading: thread-safe.
 */
public final class OwnedCredentials implements AwsCredentialsProvider, AutoCloseable {
  private static final Logger CLOSING = Logger.loggerFor(OwnedCredentials.class);

  private final AwsCredentialsProvider provider;
  private final List<AutoCloseable> owned;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param owned what to close, in this order
   */
  OwnedCredentials(AwsCredentialsProvider provider, List<AutoCloseable> owned) {
    this.provider = provider;
    this.owned = List.copyOf(owned);
  }

  AwsCredentialsProvider provider() {
    return provider;
  }

  List<AutoCloseable> owned() {
    return owned;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return provider.resolveCredentials();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      owned.forEach(resource -> IoUtils.closeQuietlyV2(resource, CLOSING));
    }
  }
}
