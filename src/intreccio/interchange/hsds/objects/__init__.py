"""From loaded rows to HSDS objects. No queries here: whatever an object needs was loaded before."""
