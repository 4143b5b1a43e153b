package io.tweetsentiment.connect.s3.format;

import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Lets all open Parquet files of a task use one compressor: a compressor has a buffer of a page, 1
 * MiB, which is only used during a call. Threading: owned by the task thread.
 */
record SharedCodecs(CompressionCodecFactory codecs) implements CompressionCodecFactory {
  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return codecs.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return codecs.getDecompressor(codec);
  }

  /** Does nothing: every file that is closed calls it, and the others go on. */
  @Override
  public void release() {}
}
