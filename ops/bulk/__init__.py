"""Whole archives: the steps of the workers, mapped over an exported log by Dask instead of through the queues."""
