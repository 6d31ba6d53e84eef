#!/bin/sh
# tmux's server without a client, for `./dev bench terminal`; speaks the protocol of
# TerminalEngine.java, but takes the corpus once, however long that lasts. Its reading from the
# pseudo-terminal counts too.
set -eu
ticks=$(getconf CLK_TCK)
round=0
socket=weft-bench-$$
trap 'tmux -L "$socket" kill-server 2>/dev/null' EXIT

micros() {
  sed 's/.*) //' "/proc/$1/stat" | { read -r _ _ _ _ _ _ _ _ _ _ _ user system _; echo $(((user + system) * 1000000 / ticks)); }
}

while read -r _ file _; do
  round=$((round + 1))
  socket=weft-bench-$$-$round
  t="tmux -L $socket -f /dev/null"
  $t new-session -d -x 80 -y 24 "$t wait-for go; stty -opost; cat '$file'; $t wait-for -S over; cat"
  pid=$($t display-message -p '#{pid}')
  before=$(micros "$pid")
  began=$(date +%s%6N)
  $t wait-for -S go
  $t wait-for over
  echo "$(wc -c <"$file") $(($(micros "$pid") - before)) $(($(date +%s%6N) - began)) 0"
  $t kill-server
done
