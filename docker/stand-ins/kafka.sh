#!/bin/bash
# Kafka's scripts of the stand-in: the name chooses the tool. As the broker it turns KAFKA_A_B into a.b.
set -euo pipefail
export KAFKA_HEAP_OPTS=${KAFKA_HEAP_OPTS:--Xmx256m}

run() {
  # shellcheck disable=SC2086  # several words on purpose
  exec java $KAFKA_HEAP_OPTS -XX:+UseSerialGC -Dlog4j2.configurationFile=/opt/kafka/config/log4j2.properties \
    -cp "/opt/kafka/libs/*" "$@"
}

case $(basename "$0") in
  kafka-topics.sh) run org.apache.kafka.tools.TopicCommand "$@" ;;
  kafka-get-offsets.sh) run org.apache.kafka.tools.GetOffsetShell "$@" ;;
  kafka-broker-api-versions.sh) run org.apache.kafka.tools.BrokerApiVersionsCommand "$@" ;;
  connect-distributed.sh) run org.apache.kafka.connect.cli.ConnectDistributed "$@" ;;
esac

env | grep '^KAFKA_' | grep -v '^KAFKA_HEAP_OPTS=' | while IFS='=' read -r name value; do
  echo "$(echo "${name#KAFKA_}" | tr 'A-Z_' 'a-z.')=$value"
done >/opt/kafka/config/server.properties
(run kafka.tools.StorageTool format --ignore-formatted --cluster-id 4L6g3nShT-eMCtK--X86sw \
  --config /opt/kafka/config/server.properties)
run kafka.Kafka /opt/kafka/config/server.properties
