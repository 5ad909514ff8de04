#!/bin/sh
# Puts Checkov (Python) and kube-score (Go) into .cache/linters of this project: only npm run test:linters wants them.
# Says which it cannot get, and goes on without; does nothing about those that are there.
set -u

checkov=3.3.30
kube_score=v1.20.0
cd "$(dirname "$0")/../.." || exit 1
mkdir -p .cache/linters
folder=$PWD/.cache/linters

if [ ! -x "$folder/checkov/bin/checkov" ]; then
  { python3 -m venv "$folder/checkov" && "$folder/checkov/bin/pip" install -q "checkov==$checkov"; } \
    >"$folder/checkov.log" 2>&1 || {
    rm -rf "$folder/checkov"
    echo "linters: checkov $checkov is not to be had: $(tail -n 1 "$folder/checkov.log")"
  }
fi

if [ ! -x "$folder/kube-score" ]; then
  GOBIN=$folder go install "github.com/zegl/kube-score/cmd/kube-score@$kube_score" >"$folder/kube-score.log" 2>&1 ||
    echo "linters: kube-score $kube_score is not to be had: $(tail -n 1 "$folder/kube-score.log")"
fi
