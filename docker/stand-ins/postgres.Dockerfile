# Replaces the image postgres in docker/test-with-stand-ins.sh: Debian's server behind the variables and folders of the image.
ARG BASE
FROM ${BASE}
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql \
    && ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/
RUN mkdir -p /var/lib/postgresql/data /docker-entrypoint-initdb.d && chown -R postgres /var/lib/postgresql
COPY postgres.sh /usr/local/bin/entrypoint
USER postgres
VOLUME /var/lib/postgresql/data
ENTRYPOINT ["/usr/local/bin/entrypoint"]
CMD ["postgres"]
