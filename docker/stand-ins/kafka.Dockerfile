# Replaces the image apache/kafka in docker/test-with-stand-ins.sh: the same jars, scripts of the same names.
ARG BASE
FROM ${BASE}
RUN useradd --create-home appuser && mkdir -p /var/lib/kafka/data /opt/kafka/bin /opt/kafka/config \
    && chown -R appuser /var/lib/kafka /opt/kafka
COPY libs/ /opt/kafka/libs/
COPY log4j2.properties /opt/kafka/config/
COPY --chown=appuser kafka.sh /opt/kafka/bin/
RUN cd /opt/kafka/bin && for name in kafka-topics kafka-broker-api-versions kafka-get-offsets connect-distributed; do \
    ln -s kafka.sh $name.sh; done \
    && mkdir -p /etc/kafka/docker && ln -s /opt/kafka/bin/kafka.sh /etc/kafka/docker/run
USER appuser
VOLUME /var/lib/kafka/data
CMD ["/opt/kafka/bin/kafka.sh"]
