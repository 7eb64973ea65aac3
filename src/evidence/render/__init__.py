"""What a command answers, drawn: pages are blocks, and every format escapes them its own way."""
