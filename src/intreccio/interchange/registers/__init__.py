"""Tables of public registers, from whoever publishes them."""
