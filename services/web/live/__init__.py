"""Events as they come: one reader of the log for all who listen.

Read in this order: items are what is told, taken from the log and the read models; a listener waits for those that it
asked for; the hub reads and hands out; an answer is one listener's connection.
"""
