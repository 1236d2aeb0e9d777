#!/bin/sh
# Builds the compiled programs of these tests into the folder given; only what is older than its source.
set -eu
mkdir -p "$1"
output=$(realpath "$1")
cd "$(dirname "$0")/Files"
stale() { [ ! -e "$2" ] || [ -n "$(find "$1" -newer "$2")" ]; }
stale dynamic-musl.c "$output/dynamic-musl" && musl-gcc -O1 -Wall -Wextra -pthread -rdynamic -o "$output/dynamic-musl" dynamic-musl.c
stale threads-c++.cpp "$output/threads-c++" && g++ -std=c++20 -O1 -Wall -Wextra -pthread -o "$output/threads-c++" threads-c++.cpp
exit 0
