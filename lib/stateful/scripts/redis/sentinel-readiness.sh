#!/bin/sh
# sentinel-readiness.sh: readiness probe of the Sentinel container: it watches a master. One that watches nothing gets
# the master that a majority of its peers names, where redis-start.sh had passed its gate before this Sentinel was up.
# Needs common.sh's variables.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

case $(sentinel_view 127.0.0.1) in
  '') exit 1 ;;
  blank)
    ask_sentinels
    if [ "$named" -ge "$quorum" ] && [ -n "$master" ]; then watch_master "$master"; fi
    exit 1
    ;;
esac
