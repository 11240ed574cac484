"""Chaos: real newsfold processes are killed, starved and cut off while articles are posted, and nothing may be lost.

points, poison, clock and controls are put around the program's functions by process, from outside: the program itself
knows nothing of them. cluster starts the processes and servers, kinds does the faults, poster posts, follower reads the
log all the while, ledger compares in the end, trial does it all.
"""
