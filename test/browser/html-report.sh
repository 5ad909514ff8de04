#!/usr/bin/env bash
# Opens the HTML report in a real browser, as wide as a phone and as a desktop, light and dark, and measures the page:
# nothing wider than the screen, nothing requested, no script run, no text too small or too faint to read.
# Installs Debian's chromium if there is none. Leaves screenshots in $SCREENSHOTS when that is set.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! command -v chromium >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq chromium
fi
exec node -r ts-node/register/transpile-only test/browser/html-report.ts
