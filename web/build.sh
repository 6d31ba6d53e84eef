#!/bin/sh
# Builds dist/ when, and only when, something that goes into it has changed. Maven calls this on every build.
set -eu
cd "$(dirname "$0")"
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "weft-web: installing npm packages…"
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi
# The newest file decides; a deleted file is seen because its folder is then newer.
inputs="index.html package-lock.json package.json tsconfig.json vite.config.ts build.sh src public"
if [ ! -f dist/.built ] || [ -n "$(find $inputs -newer dist/.built -print 2>/dev/null | head -n 1)" ]; then
  echo "weft-web: building the page…"
  stamp=$(mktemp)
  # Names carry hashes: what Maven copied last time would stay in the jar beside the new.
  rm -rf target/classes/META-INF/weft-web
  npm run --silent build
  mv "$stamp" dist/.built
fi
