"""`newsfold bench log`: the log measured beside the bare driver and beside the library to compare with."""
