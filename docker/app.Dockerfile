# The image of one module with its own class path. MODULE is producer (ingest), streams-app (streams), sql (load) or
# standalone (every command, for development and tests). Build first: mvn -Dquick -DskipTests -pl standalone -am clean package
FROM eclipse-temurin:17.0.15_6-jre-jammy

RUN useradd --uid 10001 --create-home app && mkdir /data && chown app:app /data
ARG MODULE
# Libraries rarely change and are copied first, so that a new build replaces only the last layer.
COPY ${MODULE}/target/lib/ /app/lib/
COPY ${MODULE}/target/classes/ /app/classes/

# More jars, such as an engine's, can be mounted at /app/plugins.
USER app
WORKDIR /data
VOLUME /data
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC", "-Dsun.net.httpserver.nodelay=true", "-cp", "/app/classes:/app/lib/*:/app/plugins/*", "io.tweetsentiment.cli.Program"]
CMD ["--help"]
