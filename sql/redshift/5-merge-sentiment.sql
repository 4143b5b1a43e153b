-- Step 5: select the row with the greatest offset of each key, because MERGE inserts every duplicate of a new key.
-- Averages and shares have 4 decimals; the conversion through an integer makes them exact, however a double is cast.
CREATE TEMP TABLE sentiment_newest AS
SELECT
  topic,
  window_start AS window_time,
  count_tweets,
  CAST(CAST(ROUND(avg_positive * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS avg_positive,
  CAST(CAST(ROUND(avg_negative * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS avg_negative,
  CAST(CAST(ROUND(avg_neutral * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS avg_neutral,
  CAST(CAST(ROUND(avg_mixed * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS avg_mixed,
  CAST(CAST(ROUND(perc_tweet_positive * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS perc_tweet_positive,
  CAST(CAST(ROUND(perc_tweet_negative * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS perc_tweet_negative,
  CAST(CAST(ROUND(perc_tweet_neutral * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS perc_tweet_neutral,
  CAST(CAST(ROUND(perc_tweet_mixed * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS perc_tweet_mixed,
  _kafka_partition,
  _kafka_offset
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY topic, window_start ORDER BY _kafka_offset DESC) AS place
  FROM sentiment_stage
) AS ranked
WHERE place = 1;

-- Step 6: remove the rows that are older than those of the warehouse. An equal offset is the same record in an object
-- that was written again: it stays, so that its new content replaces the old.
DELETE FROM sentiment_newest USING sentiment
WHERE sentiment.topic = sentiment_newest.topic
  AND sentiment.window_time = sentiment_newest.window_time
  AND sentiment.kafka_offset > sentiment_newest._kafka_offset;

DELETE FROM sentiment_newest USING sentiment_tombstone
WHERE sentiment_tombstone.topic = sentiment_newest.topic
  AND sentiment_tombstone.window_time = sentiment_newest.window_time
  AND sentiment_tombstone.kafka_offset > sentiment_newest._kafka_offset;

-- Step 7: a window without tweets has no row; its offset is stored as a tombstone, which a newer row removes.
DELETE FROM sentiment USING sentiment_newest
WHERE sentiment.topic = sentiment_newest.topic
  AND sentiment.window_time = sentiment_newest.window_time
  AND sentiment_newest.count_tweets = 0;

DELETE FROM sentiment_tombstone USING sentiment_newest
WHERE sentiment_tombstone.topic = sentiment_newest.topic
  AND sentiment_tombstone.window_time = sentiment_newest.window_time;

INSERT INTO sentiment_tombstone (topic, window_time, kafka_partition, kafka_offset)
SELECT topic, window_time, _kafka_partition, _kafka_offset
FROM sentiment_newest
WHERE count_tweets = 0;

DELETE FROM sentiment_newest WHERE count_tweets = 0;

-- Step 8: update the existing rows and insert the new ones.
MERGE INTO sentiment USING sentiment_newest AS s
  ON sentiment.topic = s.topic AND sentiment.window_time = s.window_time
WHEN MATCHED THEN UPDATE SET
  count_tweets = s.count_tweets,
  avg_positive = s.avg_positive,
  avg_negative = s.avg_negative,
  avg_neutral = s.avg_neutral,
  avg_mixed = s.avg_mixed,
  perc_tweet_positive = s.perc_tweet_positive,
  perc_tweet_negative = s.perc_tweet_negative,
  perc_tweet_neutral = s.perc_tweet_neutral,
  perc_tweet_mixed = s.perc_tweet_mixed,
  kafka_partition = s._kafka_partition,
  kafka_offset = s._kafka_offset
WHEN NOT MATCHED THEN INSERT (
  topic, window_time, count_tweets, avg_positive, avg_negative, avg_neutral, avg_mixed,
  perc_tweet_positive, perc_tweet_negative, perc_tweet_neutral, perc_tweet_mixed,
  kafka_partition, kafka_offset
) VALUES (
  s.topic, s.window_time, s.count_tweets, s.avg_positive, s.avg_negative, s.avg_neutral,
  s.avg_mixed, s.perc_tweet_positive, s.perc_tweet_negative, s.perc_tweet_neutral,
  s.perc_tweet_mixed, s._kafka_partition, s._kafka_offset
);

DROP TABLE sentiment_newest;

DROP TABLE sentiment_stage;
