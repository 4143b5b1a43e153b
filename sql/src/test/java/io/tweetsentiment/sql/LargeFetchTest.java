package io.tweetsentiment.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.sql.bucket.FetchedObject;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.bucket.Spool;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Large objects come whole through connections that break. */
final class LargeFetchTest {

  private static final String KEY = "topics/t/d/t+0+0000000000.parquet";
  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  @TempDir private Path folder;

  private final FakeS3 s3 = new FakeS3();
  private final SinkBucket bucket = new SinkBucket(s3, FakeS3.BUCKET, "topics", Clock.systemUTC());
  private int gets;

  /** Breaks the first connections after so many bytes each. */
  private void breakAfter(int... bytes) {
    s3.connection =
        in -> {
          int connection = gets++;
          return connection < bytes.length ? new Breaking(in, bytes[connection]) : in;
        };
  }

  private SinkObject listed() {
    List<SinkObject> objects = new ArrayList<>();
    bucket.list("t", objects::addAll);
    return objects.get(0);
  }

  private Optional<byte[]> fetched(SinkObject object) throws IOException {
    Optional<FetchedObject> found = bucket.fetch(object, new Spool(folder), 1_000);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (FetchedObject fetched = found.get()) {
      return Optional.of(fetched.content().stream(0).readAllBytes());
    }
  }

  @Test
  void shouldContinueWhereTheConnectionBroke() throws IOException {
    s3.put(KEY, CONTENT, Map.of());
    breakAfter(100_000, 0, 100_000);

    assertThat(fetched(listed())).hasValue(CONTENT);
    assertThat(gets).isEqualTo(4);
  }

  @Test
  void shouldAskForNothingMoreWhenItBrokeAfterTheLastByte() throws IOException {
    s3.put(KEY, CONTENT, Map.of());
    breakAfter(CONTENT.length);

    assertThat(fetched(listed())).hasValue(CONTENT);
    assertThat(gets).isEqualTo(1);
  }

  @Test
  void shouldStartAgainWhenTheServerKnowsNoRanges() throws IOException {
    s3.put(KEY, CONTENT, Map.of());
    s3.knowsRanges = false;
    breakAfter(100_000);

    assertThat(fetched(listed())).hasValue(CONTENT);
  }

  @Test
  void shouldNotMixTwoVersionsWhenTheServerHasNoETags() throws IOException {
    s3.put(KEY, CONTENT, Map.of());
    SinkObject listed = listed();
    SinkObject untagged =
        new SinkObject(listed.key(), "none-300000-0", listed.bytes(), listed.name());
    breakAfter(100_000);
    byte[] later = new byte[CONTENT.length];
    s3.beforeGet =
        key -> {
          if (gets == 1) {
            s3.put(KEY, later, Map.of());
          }
        };
    assertThat(fetched(untagged)).hasValue(later);

    gets = 0;
    s3.put(KEY, CONTENT, Map.of());
    s3.beforeGet =
        key -> {
          if (gets == 1) {
            s3.put(KEY, new byte[200_000], Map.of());
          }
        };
    assertThat(fetched(untagged)).as("not the size that was listed").isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldGiveUpAfterFourConnections() {
    s3.put(KEY, CONTENT, Map.of());
    breakAfter(1, 1, 1, 1, 1);
    SinkObject listed = listed();

    assertThatThrownBy(() -> fetched(listed))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("broke 4 times");
    assertThat(folder).isEmptyDirectory();
  }

  private static final class Breaking extends FilterInputStream {
    private int left;

    private Breaking(InputStream in, int left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      throw new IOException("not used");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        throw new IOException("connection reset");
      }
      int read = super.read(into, offset, Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
