"""HSDS 3.2, the Human Services Data Specification, going out: as an API and as a tabular package."""
