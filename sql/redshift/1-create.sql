-- Step 1: create the tables of the warehouse. Running this again changes nothing.
-- Widths are in bytes. Free text has the widest VARCHAR, so that no text of tweets.merged fails a COPY.
-- Redshift does not enforce primary keys: they inform the planner, and the later steps keep them unique.

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

-- Offsets of deletions, so that an older row that is loaded later does not restore the deleted row.
CREATE TABLE IF NOT EXISTS tweet_tombstone (
  topic               VARCHAR(1024) NOT NULL,
  tweet_id            VARCHAR(512) NOT NULL,
  kafka_partition     INT NOT NULL,
  kafka_offset        BIGINT NOT NULL,
  PRIMARY KEY (topic, tweet_id)
)
DISTKEY (tweet_id)
SORTKEY (tweet_id);

-- The same for windows whose number of tweets fell to zero.
CREATE TABLE IF NOT EXISTS sentiment_tombstone (
  topic               VARCHAR(1024) NOT NULL,
  window_time         TIMESTAMP NOT NULL,
  kafka_partition     INT NOT NULL,
  kafka_offset        BIGINT NOT NULL,
  PRIMARY KEY (topic, window_time)
)
DISTSTYLE ALL
SORTKEY (window_time);

-- One row for each version of an object that was loaded, written in the transaction that loaded it.
-- end_offset and row_count are null when neither the object's metadata nor its rows contain them.
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

-- What was not loaded, and why: a row that violates a limit, or an object that cannot be read (row_number is null).
-- Written in the transaction that loaded the rest. After an object is loaded again, only the rejects of its newest version
-- remain.
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
