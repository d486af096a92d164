"""Units' part in co-building, scored and told to their superiors; awards and appraisals that ask (ASM-06)."""
