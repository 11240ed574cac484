"""What holds and serves the data: the log, the queues, the read models and the doors to them."""
