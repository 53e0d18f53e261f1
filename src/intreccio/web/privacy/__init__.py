"""What is kept of people, why, on which ground and how long: the register of processing, made from what runs."""
