package io.tweetsentiment.sql.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xerial.snappy.SnappyError;
import org.xerial.snappy.SnappyErrorCode;

final class ObjectRowsTest {

  static Stream<Throwable> failuresOfTheMachine() {
    return Stream.of(
        new UnsatisfiedLinkError("libzstd.so: failed to map segment"),
        new ExceptionInInitializerError(new UnsatisfiedLinkError("no such file")),
        new NoClassDefFoundError("Could not initialize class org.xerial.snappy.Snappy"),
        new SnappyError(SnappyErrorCode.FAILED_TO_LOAD_NATIVE_LIBRARY, "no library"),
        new IllegalStateException(new UnsatisfiedLinkError("wrapped")));
  }

  @ParameterizedTest
  @MethodSource("failuresOfTheMachine")
  void shouldNotBlameTheObject(Throwable failure) {
    assertThatThrownBy(() -> ObjectRows.unusable("o.parquet", failure))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("o.parquet")
        .hasMessageContaining("java.io.tmpdir");
  }

  @Test
  void shouldBlameTheObjectForACodecThatNobodyHas() {
    NoClassDefFoundError absent = new NoClassDefFoundError("com/hadoop/compression/lzo/LzoCodec");
    absent.initCause(new ClassNotFoundException("com.hadoop.compression.lzo.LzoCodec"));

    assertThat(ObjectRows.unusable("o.parquet", absent).getMessage())
        .isEqualTo("it cannot be read as Parquet: com/hadoop/compression/lzo/LzoCodec");
    assertThat(ObjectRows.unusable("o.json", new IOException()).getMessage())
        .isEqualTo("it cannot be read as JSON lines: IOException");
  }
}
