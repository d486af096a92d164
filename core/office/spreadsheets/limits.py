"""What a spreadsheet may cost before it is refused. The roster of a large street stays far below."""

MAX_FILE_BYTES = 40 * 2**20
MAX_UNPACKED_BYTES = 400 * 2**20  # 100 000 rows × 16 columns are 82 MB of XML
MAX_ENTRIES = 2_000  # files inside one workbook
MAX_RATIO = 100  # unpacked ÷ packed; honest sheets reach 40
RATIO_COUNTS_FROM = 8 * 2**20  # below this size any ratio is harmless
MAX_SHEETS = 60
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELLS = 8_000_000
MAX_CSV_FIELD = 40_000  # characters; Excel's own limit is 32 767

# The child's budget: a floor, and so much for each byte to unpack (measured: about 9 for a wide roster).
MEMORY_FLOOR_BYTES = 256 * 2**20
MEMORY_PER_UNPACKED_BYTE = 14
MEMORY_CEILING_BYTES = 2_500 * 2**20
CPU_SECONDS = 120
WALL_SECONDS = 180
MOST_CHILDREN = 2  # at once, of all processes of the portal: each may use the ceiling
PATIENCE_SECONDS = 20  # of who waits for a place; a job waits longer (sandbox.patient)
# Sheets of this size altogether are scanned for cells far out before they are parsed: a precise answer for
# little time. Larger ones are parsed under the limits, and scanned only when that failed.
SCAN_FIRST_BYTES = 8 * 2**20
