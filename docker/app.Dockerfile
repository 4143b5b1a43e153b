# Everything of ours that is not a Connect plugin: the command chooses the part, as with bin/tweet-sentiment
# (streams, ingest, load, endpoints). Build first: mvn -Dquick -DskipTests -pl standalone -am package
FROM eclipse-temurin:17.0.15_6-jre-jammy

RUN useradd --uid 10001 --create-home app && mkdir /data && chown app:app /data
# Libraries change seldom and come first, so that a rebuild sends only what changed.
COPY standalone/target/lib/ /app/lib/
COPY standalone/target/classes/ /app/classes/

# More jars, such as an engine's, may be mounted at /app/plugins.
USER app
WORKDIR /data
VOLUME /data
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC", "-Dsun.net.httpserver.nodelay=true", "-cp", "/app/classes:/app/lib/*:/app/plugins/*", "io.tweetsentiment.cli.Program"]
CMD ["--help"]
