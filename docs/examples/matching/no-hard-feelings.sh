#!/usr/bin/env bash
# A step of a matching pipeline: drops whoever has let this very client down before.
#
#   programs.yaml    no-hard-feelings: {run: [/opt/mcf/no-hard-feelings.sh]}
#   the pipeline     program: {run: no-hard-feelings, on_failure: stop, with: {most: 1}}
#
# Bash alone reads what it needs: mcf writes JSON without spaces, and keys as they stand here.
set -euo pipefail

version=2026.1

read -r question
[[ $question =~ \"step\":\"([a-z0-9_-]+)\" ]] || { echo 'no question' >&2; exit 1; }
step=${BASH_REMATCH[1]}
most=0
[[ $question =~ \"params\":\{[^}]*\"most\":([0-9]+) ]] && most=${BASH_REMATCH[1]}

echo "{\"step\":\"$step\",\"protocol\":1,\"version\":\"$version\"}"
while read -r line && [[ $line != '{"end":true}' ]]; do
  [[ $line =~ \"worker\":\"([^\"]+)\" ]] || { echo 'a worker without an id' >&2; exit 1; }
  worker=${BASH_REMATCH[1]}
  [[ $line =~ \"client_not_ok\":([0-9]+) ]] || { echo "no client_not_ok for $worker" >&2; exit 1; }
  failures=${BASH_REMATCH[1]}
  if ((failures > most)); then
    echo "{\"worker\":\"$worker\",\"drop\":\"let this client down $failures times\"}"
  fi
done
echo '{"end":true}'
