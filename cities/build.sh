#!/usr/bin/env bash
# Builds the generated part of the city profiles (divisions with areas). Does nothing when all is fresh.
#   cities/build.sh [city ...]        default: every folder here that has a city.properties
# Needs node (with npm) for the registers, and the compiled modules base, geo and city.
# JAVA_HOME (or java on the path) must be 25. FURONG_CLASSPATH replaces the class path found here.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
cd "$here"

cities=("$@")
if [ ${#cities[@]} = 0 ]; then
  for about in */city.properties; do cities+=("$(dirname "$about")"); done
fi

stale=()
for city in "${cities[@]}"; do
  made=$city/generated/source/outlines.tsv
  for input in package-lock.json prepare.mjs "$city/city.properties" "$city/aliases.csv"; do
    if [ -e "$input" ] && [ ! "$made" -nt "$input" ]; then stale+=("$city"); break; fi
  done
done

if [ ${#stale[@]} != 0 ]; then
  if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    echo "cities: fetching the registers (about 90 MB, once)"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
  fi
  node prepare.mjs "${stale[@]}"
fi

if [ -n "${FURONG_CLASSPATH:-}" ]; then
  classpath=$FURONG_CLASSPATH
else
  jts=$(find "${MAVEN_REPO:-$HOME/.m2/repository}/org/locationtech/jts/jts-core" -name 'jts-core-*.jar' 2>/dev/null | sort | tail -1)
  classpath=$root/base/target/classes:$root/geo/target/classes:$root/city/target/classes:$jts
  if [ ! -d "$root/city/target/classes" ] || [ -z "$jts" ]; then
    echo "cities: compile the modules first (mvn -pl city -am compile)" >&2
    exit 2
  fi
fi
java=java
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi
exec "$java" -Djts.overlay=ng -cp "$classpath" furong.city.build.CityBuilder "${cities[@]}"
