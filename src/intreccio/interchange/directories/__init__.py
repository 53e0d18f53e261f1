"""Reading directories of services as others publish them, into the names of HSDS 3.2. Pure: no database."""
