"""The command line. Each command is a file of its own and is imported only when it is called."""
