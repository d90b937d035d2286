#!/bin/sh
# Takes pictures of the reader on an Arabic version, in real terminals on a screen that nobody sees.
#
#   docs/bidi/shots.sh PROGRAM [FOLDER] [TERMINAL…]
#
# PROGRAM is the reader (target/debug/plenary), FOLDER gets the pictures (the folder of this script).
# Terminals that are not installed are left out. Debian and Ubuntu:
#
#   apt-get install xvfb xterm imagemagick xdotool fonts-dejavu python3-gi gir1.2-vte-2.91 \
#       mlterm pterm konsole dbus kitty tmux
set -eu

here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
folder=${2:-$here}
[ $# -gt 2 ] && shift 2 || set -- xterm vte vte-in-tmux mlterm pterm konsole kitty kitty-other-font
columns=${COLUMNS_WANTED:-100}
rows=26
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -p "$home/.config/plenary" "$folder"
settings() {
    printf 'languages = ["ar", "en"]\nmouse = false\ntheme = "none"\n' > "$home/.config/plenary/config.toml"
}
printf 'set -g status off\nset -g default-terminal tmux-256color\n%b' "${TMUX_SETTINGS:-}" > "$home/tmux.conf"

# The reader, with nothing in the environment that tells of another terminal.
clean="env -u TMUX -u STY -u VTE_VERSION -u KONSOLE_VERSION -u MLTERM -u SSH_TTY -u SSH_CONNECTION \
    HOME=$home XDG_CONFIG_HOME=$home/.config LANG=C.UTF-8 LC_ALL=C.UTF-8 ${PLENARY_BIDI:+PLENARY_BIDI=$PLENARY_BIDI}"
tmux="tmux -L plenary-$$ -f $home/tmux.conf new-session"
reader="$program ${READER:-kind:resolution lang:ar}"

# A kitty with this font, which has Arabic letters or not.
in_kitty() {
    printf 'bidi_kitty = "%s"\n' "$2" >> "$home/.config/plenary/config.toml"
    $clean kitty --config NONE -o font_family="$1" -o font_size=11 -o linux_display_server=x11 \
        -o remember_window_size=no -o initial_window_width="${columns}c" \
        -o initial_window_height="${rows}c" $reader
}

start() {
    case $1 in
    xterm) $clean xterm -u8 -fa 'DejaVu Sans Mono' -fs 11 -geometry "${columns}x$rows" -e $reader ;;
    vte) $clean /usr/bin/python3 "$here/vte.py" "$columns" "$rows" $reader ;;
    vte-in-tmux) $clean /usr/bin/python3 "$here/vte.py" "$columns" "$rows" $tmux "$reader" ;;
    mlterm) $clean mlterm -g "${columns}x$rows" --fontsize 15 --sb=false \
        --type xft -e $reader ;;
    pterm) $clean pterm -fn 'client:DejaVu Sans Mono 11' -geometry "${columns}x$rows" -e $reader ;;
    mlterm-in-tmux) $clean mlterm -g "${columns}x$rows" --fontsize 15 --sb=false \
        --type xft -e $tmux "$reader" ;;
    xterm-in-tmux) $clean xterm -u8 -fa 'DejaVu Sans Mono' -fs 11 -geometry "${columns}x$rows" \
        -e $tmux "$reader" ;;
    konsole) $clean dbus-run-session konsole --hide-menubar --hide-tabbar -p TerminalColumns="$columns" \
        -p TerminalRows="$rows" -p 'Font=DejaVu Sans Mono,11' -e $reader ;;
    alacritty) $clean alacritty -o "window.dimensions.columns=$columns" \
        -o "window.dimensions.lines=$rows" -o 'font.normal.family="DejaVu Sans Mono"' -e $reader ;;
    kitty) in_kitty 'DejaVu Sans Mono' same-font ;;
    kitty-other-font) in_kitty 'Liberation Mono' fallback-font ;;
    *) echo "no terminal $1 in this script" >&2; return 1 ;;
    esac
}

for name in "$@"; do
    case $name in
    vte*) needs=/usr/bin/python3 ;;
    *) needs=${name%%-*} ;;
    esac
    command -v "$needs" > /dev/null || { echo "$name is not installed" >&2; continue; }
    settings
    display=":$((90 + $$ % 9))"
    Xvfb "$display" -screen 0 1300x700x24 > /dev/null 2>&1 &
    server=$!
    sleep 1
    DISPLAY=$display start "$name" > "$home/log" 2>&1 &
    terminal=$!
    sleep "${PATIENCE:-4}"
    # Into the text; then whatever else is asked for.
    DISPLAY=$display xdotool key Return ${KEYS:-} 2> /dev/null || true
    sleep 2
    DISPLAY=$display import -window root -trim +repage -colors 16 -depth 4 "$folder/$name.png" ||
        cat "$home/log" >&2
    kill "$terminal" 2> /dev/null || true
    kill "$server" 2> /dev/null || true
    wait "$server" 2> /dev/null || true
    echo "$folder/$name.png"
done
