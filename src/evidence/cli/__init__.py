"""The command line: one file a command. Parse, call, render, exit code; no logic a library caller would want."""
