"""Runs a command and prints its processor time in seconds, its largest memory in MiB and its exit status as JSON."""

import json
import resource
import subprocess
import sys

status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": usage.ru_utime + usage.ru_stime, "mebibytes": usage.ru_maxrss / 1024, "status": status}))
