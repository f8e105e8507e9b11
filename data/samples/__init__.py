"""A made-up programme of five rounds as export files, and the script that made it (docs/sample-programme.md)."""
