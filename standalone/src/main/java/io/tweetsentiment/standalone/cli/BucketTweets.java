package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.sql.bucket.ObjectContent;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.staging.ParquetRecords;
import io.tweetsentiment.streams.rescore.StoredTweets;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The tweets and sentiments in the objects of the sinks, and those in the topics, which may be
 * newer than the objects.
 */
final class BucketTweets implements StoredTweets {

  private final SinkBucket bucket;
  private final StoredTweets topics;
  private final List<SinkObject> raw;
  private final List<SinkObject> sentiments;

  BucketTweets(SinkBucket bucket, String rawTopic, String sentimentTopic, StoredTweets topics) {
    this.bucket = bucket;
    this.topics = topics;
    this.raw = list(rawTopic);
    this.sentiments = list(sentimentTopic);
    if (raw.isEmpty()) {
      throw CommandException.badInput(
          "there is no Parquet object below "
              + bucket.address(rawTopic)
              + "; does --s3 name the folder of the topics' folders?");
    }
  }

  private List<SinkObject> list(String topic) {
    List<SinkObject> all = new ArrayList<>();
    bucket.list(topic, all::addAll);
    all.sort(Comparator.comparing(SinkObject::key));
    return all;
  }

  @Override
  public int partitions() {
    int greatest = raw.stream().mapToInt(object -> object.name().partition()).max().orElse(0);
    return Math.max(greatest + 1, topics.partitions());
  }

  @Override
  public void tweets(int partition, Consumer<Raw> each) {
    read(raw, partition, Tweet::new, tweet -> each.accept(new Raw(tweet, OptionalLong.empty())));
    if (partition < topics.partitions()) {
      topics.tweets(partition, each);
    }
  }

  @Override
  public void sentiments(int partition, Consumer<TweetSentiment> each) {
    read(sentiments, partition, TweetSentiment::new, each);
    if (partition < topics.partitions()) {
      topics.sentiments(partition, each);
    }
  }

  @Override
  public void close() {
    topics.close();
  }

  private <T extends SpecificRecordBase> void read(
      List<SinkObject> objects, int partition, Supplier<T> empty, Consumer<T> each) {
    for (SinkObject object : objects) {
      if (object.name().partition() == partition) {
        ObjectContent content =
            bucket
                .fetch(object)
                .orElseThrow(
                    () ->
                        CommandException.failed(
                            bucket.address(object.key())
                                + " was removed or written again while it was read; start again."));
        try {
          ParquetRecords.read(content.bytes(), row -> each.accept(filled(empty.get(), row)));
        } catch (IOException e) {
          throw CommandException.failed(
              bucket.address(object.key()) + " cannot be read as Parquet: " + e.getMessage(), e);
        }
      }
    }
  }

  /** Fills a record with the fields of the same names; others get their defaults. */
  static <T extends SpecificRecordBase> T filled(T record, GenericRecord row) {
    for (Schema.Field field : record.getSchema().getFields()) {
      Schema.Field stored = row.getSchema().getField(field.name());
      Object value = stored == null ? null : row.get(stored.pos());
      if (value == null && field.hasDefaultValue()) {
        value = SpecificData.get().getDefaultValue(field);
      } else if (value instanceof Long time && isTime(field.schema())) {
        value = Instant.ofEpochMilli(time);
      } else if (value instanceof CharSequence text) {
        value = text.toString();
      }
      record.put(field.pos(), value);
    }
    return record;
  }

  private static boolean isTime(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().anyMatch(BucketTweets::isTime)
        : schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
  }
}
