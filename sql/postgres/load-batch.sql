-- Replaces both tables with the output of the Spark job, as the script for Redshift does. STDIN takes the rows of
-- tweet-csv and sentiment-csv. Stop the loader before the job starts, and start it again after this script.

BEGIN;

LOCK TABLE load_audit IN EXCLUSIVE MODE;

CREATE TEMP TABLE tweet_batch (
  topic               TEXT NOT NULL,
  tweet_id            TEXT NOT NULL,
  created_at          TIMESTAMP NOT NULL,
  text                TEXT,
  lang                TEXT,
  author_id           TEXT,
  username            TEXT,
  name                TEXT,
  verified            BOOLEAN,
  location            TEXT,
  referenced_tweets   TEXT,
  label               TEXT,
  positive            DECIMAL(5,4),
  negative            DECIMAL(5,4),
  neutral             DECIMAL(5,4),
  mixed               DECIMAL(5,4),
  engine              TEXT,
  scored_at           TIMESTAMP,
  ingested_at         TIMESTAMP NOT NULL
);

COPY tweet_batch FROM STDIN WITH (FORMAT csv);

CREATE TEMP TABLE tweet_rebuilt AS
SELECT
  b.*,
  COALESCE(tweet.kafka_partition, -1) AS kafka_partition,
  COALESCE(tweet.kafka_offset, -1) AS kafka_offset
FROM tweet_batch AS b
LEFT JOIN tweet ON tweet.topic = b.topic AND tweet.tweet_id = b.tweet_id;

DELETE FROM tweet;

INSERT INTO tweet SELECT * FROM tweet_rebuilt;

DROP TABLE tweet_rebuilt;

DROP TABLE tweet_batch;

CREATE TEMP TABLE sentiment_batch (
  topic               TEXT NOT NULL,
  window_time         TIMESTAMP NOT NULL,
  count_tweets        BIGINT NOT NULL,
  avg_positive        DECIMAL(5,4) NOT NULL,
  avg_negative        DECIMAL(5,4) NOT NULL,
  avg_neutral         DECIMAL(5,4) NOT NULL,
  avg_mixed           DECIMAL(5,4) NOT NULL,
  perc_tweet_positive DECIMAL(5,4) NOT NULL,
  perc_tweet_negative DECIMAL(5,4) NOT NULL,
  perc_tweet_neutral  DECIMAL(5,4) NOT NULL,
  perc_tweet_mixed    DECIMAL(5,4) NOT NULL
);

COPY sentiment_batch FROM STDIN WITH (FORMAT csv);

CREATE TEMP TABLE sentiment_rebuilt AS
SELECT
  b.*,
  COALESCE(sentiment.kafka_partition, -1) AS kafka_partition,
  COALESCE(sentiment.kafka_offset, -1) AS kafka_offset
FROM sentiment_batch AS b
LEFT JOIN sentiment ON sentiment.topic = b.topic AND sentiment.window_time = b.window_time;

DELETE FROM sentiment;

INSERT INTO sentiment SELECT * FROM sentiment_rebuilt;

DROP TABLE sentiment_rebuilt;

DROP TABLE sentiment_batch;

COMMIT;
