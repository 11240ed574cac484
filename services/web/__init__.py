"""The HTTP service: what may be posted, what can be read, and how it says what is wrong.

Read in this order: server puts it together, posting and upload take articles in, articles and lists answer readers;
bodies, problems, access and connection are what all of them stand on.
"""
