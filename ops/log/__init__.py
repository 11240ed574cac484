"""The log for its operators: looking into it, checking it, taking it elsewhere."""
