package io.tweetsentiment.emr;

import io.tweetsentiment.schemas.TweetSentiment;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The result of scoring one text of a tweet. */
sealed interface ScoringResult {

  /**
   * Column with the reason of a {@link Rejected} result; null or missing for a {@link Scored} one.
   */
  String REJECTION = "rejection";

  /** Columns of the results: the fields of {@link TweetSentiment}, and {@link #REJECTION}. */
  StructType COLUMNS = columns();

  /**
   * A sentiment.
   *
   * @param sentiment a record as in the topic
   */
  record Scored(TweetSentiment sentiment) implements ScoringResult {}

  /**
   * The engine cannot score the text, now or later.
   *
   * @param tweetId first id of the edit history
   * @param textHash hash of the text
   * @param reason the message of the engine
   */
  record Rejected(String tweetId, String textHash, String reason) implements ScoringResult {}

  /** Reads a row of {@link #COLUMNS}, or of the sentiment topic. */
  static ScoringResult of(Row row) {
    int rejection =
        row.schema().getFieldIndex(REJECTION).isEmpty() ? -1 : row.fieldIndex(REJECTION);
    return rejection < 0 || row.isNullAt(rejection)
        ? new Scored(AvroRows.fill(new TweetSentiment(), row))
        : new Rejected(row.getAs("tweet_id"), row.getAs("text_hash"), row.getString(rejection));
  }

  /** The result as a row of {@link #COLUMNS}. */
  default Row row() {
    Object[] values = new Object[COLUMNS.size()];
    if (this instanceof Scored scored) {
      Object[] fields = AvroRows.values(scored.sentiment());
      System.arraycopy(fields, 0, values, 0, fields.length);
    } else if (this instanceof Rejected rejected) {
      values[COLUMNS.fieldIndex("tweet_id")] = rejected.tweetId();
      values[COLUMNS.fieldIndex("text_hash")] = rejected.textHash();
      values[COLUMNS.fieldIndex(REJECTION)] = rejected.reason();
    }
    // Spark passes a new row on without converting it, and the next step reads its columns by name.
    return new GenericRowWithSchema(values, COLUMNS);
  }

  private static StructType columns() {
    StructType columns = new StructType();
    for (StructField field : AvroRows.columns(TweetSentiment.getClassSchema()).fields()) {
      columns = columns.add(field.name(), field.dataType(), true);
    }
    return columns.add(REJECTION, DataTypes.StringType, true);
  }
}
