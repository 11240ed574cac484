"""The door without HTTP: what is posted becomes an article, and an article becomes a record.

Read in this order: document and page read the two forms in which an article comes, fields checks what both hold,
acceptance decides between new, revision and unchanged and appends, gathering lets posts share a commit.
"""
