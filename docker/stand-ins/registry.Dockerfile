# Replaces the image apicurio/apicurio-registry in docker/test-with-stand-ins.sh: the same program.
ARG BASE
FROM ${BASE}
COPY registry/ /registry/
WORKDIR /registry
CMD ["sh", "-c", "exec java -Xmx256m -XX:+UseSerialGC -Dquarkus.http.host=0.0.0.0 -jar *-runner.jar"]
