#!/usr/bin/python3
"""A window with one VTE terminal: what GNOME Terminal, Tilix and xfce4-terminal are made of.

vte.py COLUMNS ROWS COMMAND [ARGUMENT…]
"""

import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Vte", "2.91")
from gi.repository import GLib, Gtk, Pango, Vte  # noqa: E402

columns, rows, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
window = Gtk.Window()
terminal = Vte.Terminal()
terminal.set_size(columns, rows)
terminal.set_font(Pango.FontDescription("DejaVu Sans Mono 11"))
terminal.set_cursor_blink_mode(Vte.CursorBlinkMode.OFF)
terminal.connect("child-exited", lambda *_: Gtk.main_quit())
window.connect("destroy", Gtk.main_quit)
environment = [f"{name}={value}" for name, value in os.environ.items() if name != "TERM"]
terminal.spawn_async(
    Vte.PtyFlags.DEFAULT,
    None,
    command,
    environment + ["TERM=xterm-256color", f"VTE_VERSION={Vte.MAJOR_VERSION * 10000 + Vte.MINOR_VERSION * 100 + Vte.MICRO_VERSION}"],
    GLib.SpawnFlags.SEARCH_PATH,
    None,
    None,
    -1,
    None,
    None,
)
window.add(terminal)
window.show_all()
Gtk.main()
