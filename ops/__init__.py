"""How people run it: the command line, the supervisor, benchmarks and samples."""
