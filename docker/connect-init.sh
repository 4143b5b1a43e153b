#!/bin/sh
# Sets the compatibility level of the registry, then creates or updates the connectors of $CONNECTORS/*.json.
set -eu

put() {
  curl --silent --show-error --fail-with-body --output /tmp/answer --retry 30 --retry-delay 2 --retry-all-errors \
    --request PUT --header "Content-Type: $3" --data-binary "$2" "$1" || {
    cat /tmp/answer >&2
    exit 1
  }
}

put "$SCHEMA_REGISTRY_URL/config" '{"compatibility":"BACKWARD"}' application/vnd.schemaregistry.v1+json

for file in "${CONNECTORS:-/connectors}"/*.json; do
  name=$(basename "$file" .json)
  # The REST API takes the inner object of {"name": ..., "config": {...}}.
  config=$(tr -d '\n' <"$file" | sed 's/^ *{ *"name" *: *"[^"]*" *, *"config" *: *//; s/} *$//')
  put "$CONNECT_URL/connectors/$name/config" "$config" application/json
  echo "connector $name is configured"
done
