# A distributed worker of Apache Kafka with the three plugins, each in its own folder and class loader.
# Build first: mvn -Dquick -DskipTests -pl standalone -am clean package
FROM eclipse-temurin:17.0.15_6-jre-jammy

RUN useradd --uid 10001 --create-home connect
COPY --from=apache/kafka:4.3.1 --chown=10001:10001 /opt/kafka/ /opt/kafka/
COPY connectors/avro-converter/target/plugin/avro-converter/ /opt/kafka/plugins/avro-converter/
COPY connectors/kinesis-source/target/plugin/kinesis-source/ /opt/kafka/plugins/kinesis-source/
COPY connectors/s3-sink/target/plugin/s3-sink/ /opt/kafka/plugins/s3-sink/
COPY docker/connect-distributed.properties /opt/kafka/config/connect-tweet-sentiment.properties

USER connect
CMD ["/opt/kafka/bin/connect-distributed.sh", "/opt/kafka/config/connect-tweet-sentiment.properties"]
