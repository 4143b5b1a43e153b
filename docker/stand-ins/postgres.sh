#!/bin/bash
# Creates the database at the first start, as the postgres image does, then runs the server.
set -euo pipefail
data=/var/lib/postgresql/data
if [ ! -s "$data/PG_VERSION" ]; then
  initdb --pgdata "$data" --username "$POSTGRES_USER" --auth-local trust --auth-host scram-sha-256 \
    --pwfile <(echo "$POSTGRES_PASSWORD") >/dev/null
  echo "host all all all scram-sha-256" >>"$data/pg_hba.conf"
  pg_ctl --pgdata "$data" --wait --options "-c listen_addresses=''" start
  psql -qU "$POSTGRES_USER" -d postgres -c "CREATE DATABASE $POSTGRES_DB"
  shopt -s nullglob
  for script in /docker-entrypoint-initdb.d/*.sql; do
    psql -qU "$POSTGRES_USER" -d "$POSTGRES_DB" -v ON_ERROR_STOP=1 -f "$script"
  done
  pg_ctl --pgdata "$data" --wait stop >/dev/null
fi
shift
exec postgres -D "$data" -c "listen_addresses=*" "$@"
