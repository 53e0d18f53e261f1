"""One table in which each line is a service, where it is, who offers it: as most lists in the world are."""
