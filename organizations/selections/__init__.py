"""How posts of the big committee are filled and left: selection, recommendation, exit (S2 二(四), 二(六))."""
