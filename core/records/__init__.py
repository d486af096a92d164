"""What every record stands on: measures (what a record is worth) and the reading of them."""
