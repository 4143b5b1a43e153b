#!/usr/bin/env bash
# Runs docker-compose.yml for real on a Debian machine that reaches no container registry, as root: engine and compose
# from Debian's packages, the public images replaced by local ones of the same name, made of Debian packages and of the
# jars of the build. It tests the compose file, the project's own images, names, ports, order and variables. It does not
# test the public images, nor Grafana, which has no stand-in.
#
#   mvn -Dquick -DskipTests -pl standalone -am clean package && docker/test-with-stand-ins.sh
#
# STAND_INS=DIR keeps engine data and images in DIR (default: a new temporary folder, removed at the end);
# KEEP_RUNNING=1 leaves the containers and the engine running.
set -euo pipefail
cd "$(dirname "$0")/.."
home=$PWD
files=$home/docker/stand-ins

work=${STAND_INS:-$(mktemp -d)}
mkdir -p "$work"
export DOCKER_HOST=unix://$work/d.sock DOCKER_CONFIG=$work/config DOCKER_BUILDKIT=0
export COMPOSE_PROJECT_NAME=tweet-sentiment-test

say() { echo "$(date +%T) $*"; }

compose() { docker compose -f docker-compose.yml -f docker/stand-ins/compose.override.yml "$@"; }

finish() {
  code=$?
  [ "$code" = 0 ] || { compose ps -a; compose logs --tail 40; } 2>&1 | tail -200 || true
  [ -z "${KEEP_RUNNING:-}" ] || exit "$code"
  compose --profile ingest down -v --timeout 20 >/dev/null 2>&1 || true
  [ ! -f "$work/d.pid" ] || kill "$(cat "$work/d.pid")" 2>/dev/null || true
  for _ in $(seq 20); do [ -f "$work/d.pid" ] && sleep 0.5; done
  # The engine leaves the name space of its host network mounted.
  awk -v work="$work/" 'index($2, work) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r umount || true
  [ -n "${STAND_INS:-}" ] || rm -rf "$work"
  exit "$code"
}
trap finish EXIT

mirror=$(apt-cache policy | grep -oE 'https?://[^ ]+/debian bookworm/main' | head -n 1 | cut -d' ' -f1)

engine() {
  if ! command -v dockerd >/dev/null; then
    apt-get update -qq
    package=$(apt-cache search --names-only '^docker\.i' | awk '$1 ~ /^docker\.i/ { print $1 }')
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" iptables
  fi
  command -v debootstrap >/dev/null ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap
  if [ -S "$work/d.sock" ] && docker version >/dev/null 2>&1; then return; fi
  setsid dockerd -H "$DOCKER_HOST" --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/d.pid" \
    --storage-driver overlay2 --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false --bridge=none \
    --default-address-pool base=198.18.0.0/16,size=24 </dev/null >"$work/dockerd.log" 2>&1 &
  for _ in $(seq 40); do docker version >/dev/null 2>&1 && return; sleep 0.5; done
  tail -n 20 "$work/dockerd.log" >&2
  return 1
}

# Compose 2 and buildx of the next Debian release run on this one.
compose_plugin() {
  [ ! -x "$DOCKER_CONFIG/cli-plugins/docker-compose" ] || return 0
  apt=$work/apt
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/deb" "$DOCKER_CONFIG/cli-plugins"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$apt/sources.list"
  options=(-o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$apt/lists"
    -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update -qq
  (cd "$apt/deb" && apt-get "${options[@]}" download -qq docker-compose/trixie docker-buildx/trixie)
  for package in "$apt"/deb/*.deb; do dpkg -x "$package" "$apt/unpacked"; done
  cp "$apt"/unpacked/usr/libexec/docker/cli-plugins/* "$DOCKER_CONFIG/cli-plugins/"
}

image() { grep -ohE "(image:|FROM|from=)[ ]*$1:[^ ]+" docker-compose.yml docker/*.Dockerfile | grep -oE "$1:.*" | sort -u; }

has() { docker image inspect "$1" >/dev/null 2>&1; }

stand_ins() {
  base=$(image eclipse-temurin)
  if ! has "$base"; then
    [ -d "$work/rootfs" ] ||
      debootstrap --variant=minbase --include=ca-certificates,curl,openjdk-17-jre-headless bookworm "$work/rootfs" \
        "$mirror" >"$work/debootstrap.log"
    tar -C "$work/rootfs" -c . | docker import - "$base" >/dev/null
  fi
  context=$work/context
  rm -rf "$context"
  mkdir -p "$context"
  cp -r "$files"/. "$context/"
  mkdir "$context/libs"
  # Kafka without anything of ours: the worker must find the plugins in their own folders.
  find standalone/target/lib -name '*.jar' ! -name '*-SNAPSHOT.jar' ! -name 'hadoop-*' ! -name 'embedded-postgres*' \
    ! -name 'parquet-*' ! -name 'redshift-*' ! -name 'echarts-*' ! -name 's3proxy-*' -exec cp -t "$context/libs" {} +
  cp -r standalone/target/registry "$context/registry"
  for name in kafka postgres registry; do
    case $name in
      kafka) tag=$(image apache/kafka) ;;
      postgres) tag=$(image postgres) ;;
      registry) tag=$(image apicurio/apicurio-registry) ;;
    esac
    docker build -q --network host --build-arg "BASE=$base" -t "$tag" -f "$context/$name.Dockerfile" "$context" >/dev/null
    say "stand-in for $tag"
  done
}

own_images() {
  for image in standalone:standalone streams:streams-app producer:producer loader:sql; do
    docker build -q --network host --build-arg "MODULE=${image#*:}" -t "tweet-sentiment/${image%:*}" -f docker/app.Dockerfile . \
      >/dev/null
  done
  docker build -q --network host -t tweet-sentiment/connect -f docker/connect.Dockerfile . >/dev/null
}

healthy() {
  for service in kafka postgres endpoints connect streams; do
    id=$(compose ps -q "$service")
    [ -n "$id" ] && [ "$(docker inspect -f '{{.State.Health.Status}}' "$id")" = healthy ] || return 1
  done
}

await() {
  what=$1 seconds=$2
  shift 2
  for _ in $(seq "$seconds"); do
    if "$@" >/dev/null 2>&1; then
      say "$what"
      return
    fi
    sleep 1
  done
  echo "not within $seconds s: $what" >&2
  return 1
}

sql() { compose exec -T postgres psql -U postgres -d sentiment -tAc "$1"; }

counter() { curl -fs http://127.0.0.1:8085/counters | grep -oE "\"$1\":[0-9]+" | cut -d: -f2; }

streamed() { [ "$(counter received)" = "$sent" ] && [ "$(counter pending)" = 0 ]; }

loaded() {
  [ "$(sql 'SELECT count(*) FROM tweet')" = "$(counter merged)" ] &&
    [ "$(sql 'SELECT sum(count_tweets) FROM sentiment')" = "$(($(counter merged) - $(counter unscored)))" ]
}

engine
compose_plugin
say "engine $(docker version --format '{{.Server.Version}}'), compose $(docker compose version --short)"
docker compose --profile ingest config -q
compose --profile ingest config -q
say "docker compose config accepts the file"
stand_ins
own_images
say "images are built"
started=$(date +%s)
compose up -d --no-build --quiet-pull
await "all services are healthy" 240 healthy
say "healthy after $(($(date +%s) - started)) s"
compose logs --no-log-prefix connect-init topics-init

say "ingesting the sample"
compose --profile ingest run --rm -T producer 2>&1 | tee "$work/producer.log" | tail -n 1
# The last line counts what was put to Kinesis: tweets, malformed records, deletions.
sent=$(tail -n 1 "$work/producer.log" | grep -oE '[0-9]+ (tweets|malformed|deletions)' | awk '{ n += $1 } END { print n }')
await "the streams app received all $sent records and has scored them" 600 streamed
await "the warehouse holds all of it" 300 loaded
sql "SELECT 'tweet: ' || count(*) || ' rows' FROM tweet"
sql "SELECT 'sentiment: ' || count(*) || ' windows, ' || sum(count_tweets) || ' tweets' FROM sentiment"
curl -fs http://127.0.0.1:8085/counters
echo
say "one record of tweets.merged, as a consumer on this machine reads it"
java -Xmx256m -cp 'standalone/target/classes:standalone/target/lib/*' io.tweetsentiment.cli.Program \
  kafka-console-consumer --topic tweets.merged --from-beginning --max-messages 1 2>/dev/null
docker stats --no-stream --format '{{.Name}} {{.MemUsage}}'
compose --profile ingest down -v --timeout 30 2>&1 | tail -n 1
say "passed in $(($(date +%s) - started)) s"
