#!/bin/sh
# Builds the conformance programs, static, into the folder given (out/conformance if none); only what is older than its sources.
set -eu
cd "$(dirname "$0")"
output=${1:-../../out/conformance}
mkdir -p "$output"
compiler=$(command -v musl-gcc || echo gcc)
for source in Programs/*.c Fuzz/*.c
do
    [ -e "$source" ] || continue
    program=$output/$(basename "$source" .c)
    newest=$(ls -t "$source" Programs/*.h "$program" 2>/dev/null | head -n 1)
    [ "$newest" = "$program" ] || "$compiler" -static -O1 -Wall -Wextra -Wno-unused-function -pthread -o "$program" "$source"
done
