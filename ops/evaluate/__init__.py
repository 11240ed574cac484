"""How good cleaning and extraction are: found rows held against labelled ones. Measures are pure.

Read in this order: gold reads labelled files and tells by their keys what they label; spans, naming and actors say
when two things are the same, pairing joins what was found to what was labelled, scores counts; events, pairs, blocks,
quotes, dates and sentences are the measures, reliability holds confidences against outcomes; tables prints a report,
command finds the rows and runs the measures.
"""
