-- Replaces both tables with the output of the Spark job. Set ${source} to the job's output, for instance
-- s3://bucket/batch, and ${iam_role} to default or a quoted ARN. The prefix part- excludes the job's marker _SUCCESS,
-- which is not Parquet.
-- Rows that the job has not read are removed. Therefore stop the loader before the job starts, wait until the sinks have
-- stored the records in flight, and start the loader again after this script: it then loads the newer rows.
-- DELETE, because TRUNCATE would commit. A row keeps its partition and offset, so that an older object that is loaded
-- later does not replace it. A row that only the job knows has the offset -1, so any other row replaces it.

BEGIN;

LOCK load_audit;

CREATE TEMP TABLE tweet_batch (
  topic               VARCHAR(1024) NOT NULL,
  tweet_id            VARCHAR(512) NOT NULL,
  created_at          TIMESTAMP NOT NULL,
  text                VARCHAR(65535),
  lang                VARCHAR(256),
  author_id           VARCHAR(256),
  username            VARCHAR(1024),
  name                VARCHAR(65535),
  verified            BOOLEAN,
  location            VARCHAR(65535),
  referenced_tweets   VARCHAR(65535),
  label               VARCHAR(16),
  positive            DECIMAL(5,4),
  negative            DECIMAL(5,4),
  neutral             DECIMAL(5,4),
  mixed               DECIMAL(5,4),
  engine              VARCHAR(256),
  scored_at           TIMESTAMP,
  ingested_at         TIMESTAMP NOT NULL
);

COPY tweet_batch
FROM '${source}/tweet/part-'
IAM_ROLE ${iam_role}
FORMAT AS PARQUET;

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
  topic               VARCHAR(1024) NOT NULL,
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

COPY sentiment_batch
FROM '${source}/sentiment/part-'
IAM_ROLE ${iam_role}
FORMAT AS PARQUET;

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
