#!/bin/sh
# Renews the three locks. They hold hashes and no address, so that any index can be used.
#
#   sh tools/lock.sh path-to-uv

set -eu
uv=$1
for name in runtime build development; do
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        "requirements/$name.in" --output-file "requirements/$name.txt"
done
