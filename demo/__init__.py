"""The demo district: built through the real actions, month by month, so that it cannot rot (issue: real input).

``district.build`` makes organisations, people and posts from the rosters; ``history.write`` lives two years of
meetings, services, opinions and evaluations; ``bulk`` makes a district of any size by COPY for measuring.
Everything is invented; the area code of every resident number is 999999.
"""
