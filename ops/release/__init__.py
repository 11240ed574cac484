"""Citable releases: the read models at one position of the log as files that anybody can make again, bit for bit.

Read in this order: tables writes the files, manifest says what they are made from, release puts a folder together.
"""
