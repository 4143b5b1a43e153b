-- Step 1: create the tables of the warehouse. Running this again changes nothing.
-- The staging tables check the widths in bytes that the script for Redshift declares.

-- IF NOT EXISTS does not see a table that another loader is creating, and would fail: wait until that loader
-- has committed. The number is arbitrary, but must be the same for all loaders.
SELECT pg_advisory_xact_lock(5017263948);

CREATE TABLE IF NOT EXISTS tweet (
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
  ingested_at         TIMESTAMP NOT NULL,
  kafka_partition     INT NOT NULL,
  kafka_offset        BIGINT NOT NULL,
  PRIMARY KEY (topic, tweet_id)
);

CREATE TABLE IF NOT EXISTS sentiment (
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
  perc_tweet_mixed    DECIMAL(5,4) NOT NULL,
  kafka_partition     INT NOT NULL,
  kafka_offset        BIGINT NOT NULL,
  PRIMARY KEY (topic, window_time)
);

CREATE INDEX IF NOT EXISTS tweet_created_at ON tweet (created_at);

CREATE INDEX IF NOT EXISTS sentiment_window_time ON sentiment (window_time);

-- Offsets of deletions, so that an older row that is loaded later does not restore the deleted row.
CREATE TABLE IF NOT EXISTS tweet_tombstone (
  topic               TEXT NOT NULL,
  tweet_id            TEXT NOT NULL,
  kafka_partition     INT NOT NULL,
  kafka_offset        BIGINT NOT NULL,
  PRIMARY KEY (topic, tweet_id)
);

-- The same for windows whose number of tweets fell to zero.
CREATE TABLE IF NOT EXISTS sentiment_tombstone (
  topic               TEXT NOT NULL,
  window_time         TIMESTAMP NOT NULL,
  kafka_partition     INT NOT NULL,
  kafka_offset        BIGINT NOT NULL,
  PRIMARY KEY (topic, window_time)
);

-- One row for each version of an object that was loaded, written in the transaction that loaded it.
-- end_offset and row_count are null when neither the object's metadata nor its rows contain them.
CREATE TABLE IF NOT EXISTS load_audit (
  object_key          TEXT COLLATE "C" NOT NULL,
  etag                TEXT COLLATE "C" NOT NULL,
  table_name          TEXT NOT NULL,
  kafka_topic         TEXT NOT NULL,
  kafka_partition     INT NOT NULL,
  start_offset        BIGINT NOT NULL,
  end_offset          BIGINT,
  row_count           BIGINT,
  loaded_at           TIMESTAMP NOT NULL,
  PRIMARY KEY (object_key, etag)
);

-- What was not loaded, and why: a row that violates a limit, or an object that cannot be read (row_number is null).
-- Written in the transaction that loaded the rest. After an object is loaded again, only the rejects of its newest version
-- remain.
CREATE TABLE IF NOT EXISTS load_reject (
  object_key          TEXT COLLATE "C" NOT NULL,
  etag                TEXT COLLATE "C" NOT NULL,
  table_name          TEXT NOT NULL,
  kafka_topic         TEXT NOT NULL,
  row_number          BIGINT,
  kafka_partition     BIGINT NOT NULL,
  kafka_offset        BIGINT,
  topic               TEXT,
  row_key             TEXT,
  column_name         TEXT,
  value               TEXT,
  reason              TEXT NOT NULL,
  rejected_at         TIMESTAMP NOT NULL
);

CREATE INDEX IF NOT EXISTS load_reject_object_key ON load_reject (object_key);
