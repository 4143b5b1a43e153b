#!/bin/sh
# Creates the topics of the pipeline unless they exist. All have the same number of partitions: all records of a tweet
# must be in the partition of its id. A test compares names and settings with Topics.java.
set -eu

create() {
  topic=$1
  shift
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --create --if-not-exists \
    --topic "$topic" --partitions "$TOPIC_PARTITIONS" --replication-factor "$KAFKA_REPLICATION_FACTOR" "$@"
}

create tweets.raw --config cleanup.policy=delete --config retention.ms=2592000000 --config max.message.bytes=2097152
create tweets.sentiment --config cleanup.policy=delete --config retention.ms=2592000000
create tweets.merged --config cleanup.policy=delete --config retention.ms=2592000000
create tweets.aggregate --config cleanup.policy=compact
create tweets.dlq --config cleanup.policy=delete --config retention.ms=2592000000 --config max.message.bytes=4194304
create connect.dlq --config max.message.bytes=4194304
