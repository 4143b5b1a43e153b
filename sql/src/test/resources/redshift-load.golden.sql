CREATE TABLE IF NOT EXISTS tweet (
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
  ingested_at         TIMESTAMP NOT NULL,
  kafka_partition     INT NOT NULL,
  kafka_offset        BIGINT NOT NULL,
  PRIMARY KEY (topic, tweet_id)
)
DISTKEY (tweet_id)
SORTKEY (created_at);

CREATE TABLE IF NOT EXISTS sentiment (
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
  perc_tweet_mixed    DECIMAL(5,4) NOT NULL,
  kafka_partition     INT NOT NULL,
  kafka_offset        BIGINT NOT NULL,
  PRIMARY KEY (topic, window_time)
)
DISTSTYLE ALL
SORTKEY (window_time);

CREATE TABLE IF NOT EXISTS tweet_tombstone (
  topic               VARCHAR(1024) NOT NULL,
  tweet_id            VARCHAR(512) NOT NULL,
  kafka_partition     INT NOT NULL,
  kafka_offset        BIGINT NOT NULL,
  PRIMARY KEY (topic, tweet_id)
)
DISTKEY (tweet_id)
SORTKEY (tweet_id);

CREATE TABLE IF NOT EXISTS sentiment_tombstone (
  topic               VARCHAR(1024) NOT NULL,
  window_time         TIMESTAMP NOT NULL,
  kafka_partition     INT NOT NULL,
  kafka_offset        BIGINT NOT NULL,
  PRIMARY KEY (topic, window_time)
)
DISTSTYLE ALL
SORTKEY (window_time);

CREATE TABLE IF NOT EXISTS load_audit (
  object_key          VARCHAR(1024) NOT NULL,
  etag                VARCHAR(256) NOT NULL,
  table_name          VARCHAR(32) NOT NULL,
  kafka_topic         VARCHAR(256) NOT NULL,
  kafka_partition     INT NOT NULL,
  start_offset        BIGINT NOT NULL,
  end_offset          BIGINT,
  row_count           BIGINT,
  loaded_at           TIMESTAMP NOT NULL,
  PRIMARY KEY (object_key, etag)
)
DISTSTYLE ALL
SORTKEY (object_key);

CREATE TABLE IF NOT EXISTS load_reject (
  object_key          VARCHAR(1024) NOT NULL,
  etag                VARCHAR(256) NOT NULL,
  table_name          VARCHAR(32) NOT NULL,
  kafka_topic         VARCHAR(256) NOT NULL,
  row_number          BIGINT,
  kafka_partition     BIGINT NOT NULL,
  kafka_offset        BIGINT,
  topic               VARCHAR(1024),
  row_key             VARCHAR(512),
  column_name         VARCHAR(128),
  value               VARCHAR(512),
  reason              VARCHAR(1024) NOT NULL,
  rejected_at         TIMESTAMP NOT NULL
)
DISTSTYLE ALL
SORTKEY (object_key);

commit;

SELECT object_key, etag FROM load_audit WHERE kafka_topic = ? [tweets.merged];

commit;

LOCK load_audit;

SELECT object_key, etag FROM load_audit WHERE object_key IN (?) [topics/tweets.merged/dt=2020-10-21/tweets.merged+0+0000000000.snappy.parquet];

CREATE TEMP TABLE tweet_stage (
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
  positive            DOUBLE PRECISION,
  negative            DOUBLE PRECISION,
  neutral             DOUBLE PRECISION,
  mixed               DOUBLE PRECISION,
  engine              VARCHAR(256),
  scored_at           TIMESTAMP,
  ingested_at         TIMESTAMP NOT NULL,
  edit_version        INT NOT NULL,
  deleted             BOOLEAN NOT NULL,
  _kafka_partition    INT NOT NULL,
  _kafka_offset       BIGINT NOT NULL
);

COPY tweet_stage
FROM 's3://tweet-sentiment/load-manifests/ID.manifest'
IAM_ROLE 'arn:aws:iam::123456789012:role/Copy'
FORMAT AS PARQUET
MANIFEST;

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

DELETE FROM tweet_newest USING tweet
WHERE tweet.topic = tweet_newest.topic
  AND tweet.tweet_id = tweet_newest.tweet_id
  AND tweet.kafka_offset > tweet_newest._kafka_offset;

DELETE FROM tweet_newest USING tweet_tombstone
WHERE tweet_tombstone.topic = tweet_newest.topic
  AND tweet_tombstone.tweet_id = tweet_newest.tweet_id
  AND tweet_tombstone.kafka_offset > tweet_newest._kafka_offset;

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

INSERT INTO load_audit (object_key, etag, table_name, kafka_topic, kafka_partition, start_offset, end_offset, row_count, loaded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) [topics/tweets.merged/dt=2020-10-21/tweets.merged+0+0000000000.snappy.parquet, "00000001", tweet, tweets.merged, 0, 0, 0, 1, 2026-11-01T12:00];

DELETE FROM load_reject WHERE object_key IN (?) [topics/tweets.merged/dt=2020-10-21/tweets.merged+0+0000000000.snappy.parquet];

commit;

SELECT object_key, etag FROM load_audit WHERE kafka_topic = ? [tweets.aggregate];

commit;

LOCK load_audit;

SELECT object_key, etag FROM load_audit WHERE object_key IN (?) [topics/tweets.aggregate/dt=2020-10-21/tweets.aggregate+0+0000000000.snappy.parquet];

CREATE TEMP TABLE sentiment_stage (
  topic               VARCHAR(1024) NOT NULL,
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

COPY sentiment_stage
FROM 's3://tweet-sentiment/load-manifests/ID.manifest'
IAM_ROLE 'arn:aws:iam::123456789012:role/Copy'
FORMAT AS PARQUET
MANIFEST;

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

DELETE FROM sentiment_newest USING sentiment
WHERE sentiment.topic = sentiment_newest.topic
  AND sentiment.window_time = sentiment_newest.window_time
  AND sentiment.kafka_offset > sentiment_newest._kafka_offset;

DELETE FROM sentiment_newest USING sentiment_tombstone
WHERE sentiment_tombstone.topic = sentiment_newest.topic
  AND sentiment_tombstone.window_time = sentiment_newest.window_time
  AND sentiment_tombstone.kafka_offset > sentiment_newest._kafka_offset;

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

INSERT INTO load_audit (object_key, etag, table_name, kafka_topic, kafka_partition, start_offset, end_offset, row_count, loaded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) [topics/tweets.aggregate/dt=2020-10-21/tweets.aggregate+0+0000000000.snappy.parquet, "00000002", sentiment, tweets.aggregate, 0, 0, 0, 1, 2026-11-01T12:00];

DELETE FROM load_reject WHERE object_key IN (?) [topics/tweets.aggregate/dt=2020-10-21/tweets.aggregate+0+0000000000.snappy.parquet];

commit;

SELECT DISTINCT kafka_partition FROM load_audit WHERE kafka_topic = ? AND SUBSTRING(object_key, 1, ?) = ? ORDER BY kafka_partition [tweets.merged, 21, topics/tweets.merged/];

SELECT DISTINCT kafka_partition FROM load_audit WHERE kafka_topic = ? AND SUBSTRING(object_key, 1, ?) = ? ORDER BY kafka_partition [tweets.aggregate, 24, topics/tweets.aggregate/];

SELECT object_key, start_offset, end_offset, row_count FROM (SELECT object_key, start_offset, end_offset, row_count, ROW_NUMBER() OVER (PARTITION BY object_key ORDER BY loaded_at DESC, end_offset DESC NULLS LAST) AS place FROM load_audit WHERE kafka_topic = ? AND kafka_partition = ? AND SUBSTRING(object_key, 1, ?) = ?) AS versions WHERE place = 1 ORDER BY start_offset, object_key [tweets.merged, 0, 21, topics/tweets.merged/];

SELECT object_key, start_offset, end_offset, row_count FROM (SELECT object_key, start_offset, end_offset, row_count, ROW_NUMBER() OVER (PARTITION BY object_key ORDER BY loaded_at DESC, end_offset DESC NULLS LAST) AS place FROM load_audit WHERE kafka_topic = ? AND kafka_partition = ? AND SUBSTRING(object_key, 1, ?) = ?) AS versions WHERE place = 1 ORDER BY start_offset, object_key [tweets.aggregate, 0, 24, topics/tweets.aggregate/];

SELECT COUNT(*) FROM tweet;

SELECT COUNT(*) FROM sentiment;

SELECT COUNT(*) FROM load_reject;

commit;

rollback;
