-- Step 3: the staging table. Its columns are the fields of SentimentAggregate.avsc in their order, then the partition and
-- offset.
CREATE TEMP TABLE sentiment_stage (
  topic               TEXT NOT NULL CHECK (octet_length(topic) <= 1024),
  window_start        TIMESTAMP NOT NULL,
  window_end          TIMESTAMP NOT NULL,
  count_tweets        BIGINT NOT NULL,
  count_positive      BIGINT NOT NULL,
  count_negative      BIGINT NOT NULL,
  count_neutral       BIGINT NOT NULL,
  count_mixed         BIGINT NOT NULL,
  count_unscored      BIGINT NOT NULL,
  sum_positive        BIGINT NOT NULL,
  sum_negative        BIGINT NOT NULL,
  sum_neutral         BIGINT NOT NULL,
  sum_mixed           BIGINT NOT NULL,
  avg_positive        DOUBLE PRECISION NOT NULL,
  avg_negative        DOUBLE PRECISION NOT NULL,
  avg_neutral         DOUBLE PRECISION NOT NULL,
  avg_mixed           DOUBLE PRECISION NOT NULL,
  perc_tweet_positive DOUBLE PRECISION NOT NULL,
  perc_tweet_negative DOUBLE PRECISION NOT NULL,
  perc_tweet_neutral  DOUBLE PRECISION NOT NULL,
  perc_tweet_mixed    DOUBLE PRECISION NOT NULL,
  _kafka_partition    INT NOT NULL,
  _kafka_offset       BIGINT NOT NULL
);
