"""One human being who was entered twice: found, merged into one record, taken apart again (MEM-13)."""
