#!/bin/sh
# sentinel-readiness.sh: readiness probe of the Sentinel container: it watches a master. Needs common.sh's variables.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

case $(sentinel_view 127.0.0.1) in '' | blank) exit 1 ;; esac
