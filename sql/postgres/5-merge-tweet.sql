-- Step 5: select the row with the greatest offset of each key.
-- Scores have 4 decimals; the conversion through an integer makes them exact, however a double is cast.
CREATE TEMP TABLE tweet_newest AS
SELECT
  topic,
  tweet_id,
  created_at,
  text,
  lang,
  author_id,
  username,
  name,
  verified,
  location,
  referenced_tweets,
  label,
  CAST(CAST(ROUND(positive * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS positive,
  CAST(CAST(ROUND(negative * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS negative,
  CAST(CAST(ROUND(neutral * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS neutral,
  CAST(CAST(ROUND(mixed * 10000) AS INT) * 0.0001 AS DECIMAL(5,4)) AS mixed,
  engine,
  scored_at,
  ingested_at,
  deleted,
  _kafka_partition,
  _kafka_offset
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY topic, tweet_id ORDER BY _kafka_offset DESC) AS place
  FROM tweet_stage
) AS ranked
WHERE place = 1;

ANALYZE tweet_newest;

-- Step 6: remove the rows that are older than those of the warehouse. An equal offset is the same record in an object
-- that was written again: it stays, so that its new content replaces the old.
DELETE FROM tweet_newest USING tweet
WHERE tweet.topic = tweet_newest.topic
  AND tweet.tweet_id = tweet_newest.tweet_id
  AND tweet.kafka_offset > tweet_newest._kafka_offset;

DELETE FROM tweet_newest USING tweet_tombstone
WHERE tweet_tombstone.topic = tweet_newest.topic
  AND tweet_tombstone.tweet_id = tweet_newest.tweet_id
  AND tweet_tombstone.kafka_offset > tweet_newest._kafka_offset;

-- Step 7: a deletion removes the row and stores its offset as a tombstone; a newer row removes the tombstone.
DELETE FROM tweet USING tweet_newest
WHERE tweet.topic = tweet_newest.topic
  AND tweet.tweet_id = tweet_newest.tweet_id
  AND tweet_newest.deleted;

DELETE FROM tweet_tombstone USING tweet_newest
WHERE tweet_tombstone.topic = tweet_newest.topic
  AND tweet_tombstone.tweet_id = tweet_newest.tweet_id;

INSERT INTO tweet_tombstone (topic, tweet_id, kafka_partition, kafka_offset)
SELECT topic, tweet_id, _kafka_partition, _kafka_offset
FROM tweet_newest
WHERE deleted;

DELETE FROM tweet_newest WHERE deleted;

-- Step 8: update the existing rows and insert the new ones.
MERGE INTO tweet USING tweet_newest AS s
  ON tweet.topic = s.topic AND tweet.tweet_id = s.tweet_id
WHEN MATCHED THEN UPDATE SET
  created_at = s.created_at,
  text = s.text,
  lang = s.lang,
  author_id = s.author_id,
  username = s.username,
  name = s.name,
  verified = s.verified,
  location = s.location,
  referenced_tweets = s.referenced_tweets,
  label = s.label,
  positive = s.positive,
  negative = s.negative,
  neutral = s.neutral,
  mixed = s.mixed,
  engine = s.engine,
  scored_at = s.scored_at,
  ingested_at = s.ingested_at,
  kafka_partition = s._kafka_partition,
  kafka_offset = s._kafka_offset
WHEN NOT MATCHED THEN INSERT (
  topic, tweet_id, created_at, text, lang, author_id, username, name, verified,
  location, referenced_tweets, label, positive, negative, neutral, mixed, engine,
  scored_at, ingested_at, kafka_partition, kafka_offset
) VALUES (
  s.topic, s.tweet_id, s.created_at, s.text, s.lang, s.author_id, s.username, s.name,
  s.verified, s.location, s.referenced_tweets, s.label, s.positive, s.negative,
  s.neutral, s.mixed, s.engine, s.scored_at, s.ingested_at, s._kafka_partition,
  s._kafka_offset
);

DROP TABLE tweet_newest;

DROP TABLE tweet_stage;
