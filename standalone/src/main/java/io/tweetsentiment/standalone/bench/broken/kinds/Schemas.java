package io.tweetsentiment.standalone.bench.broken.kinds;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** The schemas of the records of the mix, by name: the pipeline's own and foreign ones. */
public final class Schemas {

  static final String TWEET = "tweet";
  static final String SENTIMENT = "sentiment";
  static final String MERGED = "merged";
  static final String FOREIGN = "foreign";
  static final String IMPOSTOR = "impostor";
  static final String ENDLESS = "endless";
  static final String NOTHINGS = "nothings";
  static final String WORD = "word";

  private Schemas() {}

  public static Map<String, Schema> all() {
    Map<String, Schema> all = new LinkedHashMap<>();
    all.put(TWEET, Tweet.getClassSchema());
    all.put(SENTIMENT, TweetSentiment.getClassSchema());
    all.put(MERGED, MergedTweet.getClassSchema());
    all.put(FOREIGN, parsed(record("other.Order", field("number", "'string'"))));
    // The name of our record, with fields of other types.
    all.put(
        IMPOSTOR,
        parsed(
            record(
                "io.tweetsentiment.schemas.Tweet",
                field("tweet_id", "'string'") + "," + field("ingested_at", "'string'"))));
    all.put(
        ENDLESS,
        parsed(
            record(
                "io.tweetsentiment.schemas.Tweet",
                field("tweet_id", "'string'") + "," + field("next", "['null','Tweet']"))));
    all.put(
        NOTHINGS,
        parsed(
            record(
                "io.tweetsentiment.schemas.Tweet",
                field("tweet_id", "'string'")
                    + ","
                    + field("nothings", "{'type':'array','items':'null'}"))));
    all.put(WORD, Schema.create(Schema.Type.STRING));
    return all;
  }

  private static String record(String name, String fields) {
    int dot = name.lastIndexOf('.');
    return String.format(
        "{'type':'record','namespace':'%s','name':'%s','fields':[%s]}",
        name.substring(0, dot), name.substring(dot + 1), fields);
  }

  private static String field(String name, String type) {
    return String.format("{'name':'%s','type':%s}", name, type);
  }

  private static Schema parsed(String json) {
    return new Schema.Parser().parse(json.replace('\'', '"'));
  }
}
