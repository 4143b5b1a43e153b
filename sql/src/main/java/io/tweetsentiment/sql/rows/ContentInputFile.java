package io.tweetsentiment.sql.rows;

import io.tweetsentiment.sql.bucket.Content;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A content as a file of Parquet's reader. */
public final class ContentInputFile implements InputFile {

  private final Content content;

  public ContentInputFile(Content content) {
    this.content = content;
  }

  @Override
  public long getLength() {
    return content.length();
  }

  @Override
  public SeekableInputStream newStream() {
    Content.ContentStream stream = content.stream(0);
    return new DelegatingSeekableInputStream(stream) {
      @Override
      public long getPos() {
        return stream.position();
      }

      @Override
      public void seek(long position) throws IOException {
        stream.moveTo(position);
      }
    };
  }

  /** The name of the file in the messages of the Parquet reader. */
  @Override
  public String toString() {
    return "the object";
  }
}
