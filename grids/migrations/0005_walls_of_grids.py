"""Grids and what is in them answer inside the reach, to who answers for the branch of the grid, for a building group or
a member household in it, and to who has a seat.

``portal_grids`` reads as its owner, once for a statement: so the wall of a grid's parts needs not look through that of
the grids and of the seats.
"""

from django.db import migrations

from core.records.walls import OWN, FoundByText, Wall, seen

_GRIDS = f"""
CREATE FUNCTION portal_grids() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = public, pg_temp AS $body$
    SELECT COALESCE(array_agg(g.id), '{{}}') FROM grids_grid g
    LEFT JOIN organizations_organization b ON b.id = g.grid_branch_id
    WHERE {seen("b.path")}
       OR g.id IN (SELECT r.grid_id FROM grids_responsibleperson r WHERE r.person_id = portal_person())
       OR g.id IN (SELECT x.grid_id FROM grids_building x
                   JOIN organizations_organization o ON o.id = x.building_group_id WHERE {seen("o.path")})
       OR g.id IN (SELECT x.grid_id FROM grids_household h JOIN grids_building x ON x.id = h.building_id
                   JOIN organizations_organization o ON o.id = h.member_household_id WHERE {seen("o.path")})
$body$
"""


def _in_grid(column: str) -> str:
    return f"{column} = ANY ((SELECT portal_grids())::bigint[])"


_IN_BUILDING = f"SELECT b.id FROM grids_building b WHERE {_in_grid('b.grid_id')}"
_IN_HOUSEHOLD = f"SELECT h.id FROM grids_household h WHERE h.building_id IN ({_IN_BUILDING})"
_IN_AREA = f"SELECT a.id FROM grids_area a WHERE {_in_grid('a.grid_id')}"
_WITH_GRID = f"SELECT g.organization_id FROM grids_grid g WHERE {_in_grid('g.id')}"
_KEPT = (
    "EXISTS (SELECT FROM members_membership m WHERE m.person_id = grids_residence.person_id"
    f" AND upper(m.during) IS NULL AND {seen('m.scope')})"
)
"""Where a member lives knows the branch that keeps the member, too."""


class Migration(migrations.Migration):
    dependencies = [("members", "0008_walls_of_members"), ("grids", "0004_places_end")]

    operations = [
        migrations.RunSQL(_GRIDS, "DROP FUNCTION portal_grids()"),
        Wall("grids_grid", _in_grid("id")),
        FoundByText("grids_grid", "name"),
        Wall("grids_building", _in_grid("grid_id")),
        FoundByText("grids_building", "name"),
        Wall("grids_household", f"building_id IN ({_IN_BUILDING})"),
        Wall("grids_residence", OWN, _in_grid("grid_id"), _KEPT),
        Wall("grids_responsibleperson", OWN, _in_grid("grid_id")),
        Wall("grids_contactcard", f"household_id IN ({_IN_HOUSEHOLD})"),
        Wall("grids_serviceneed", _in_grid("grid_id")),
        Wall("grids_area", _in_grid("grid_id")),
        Wall("grids_areaperson", OWN, f"area_id IN ({_IN_AREA})"),
        Wall("grids_gridentry", _in_grid("grid_id")),
        Wall("grids_gridvisit", OWN, _in_grid("grid_id")),
        Wall("grids_redrawing", _in_grid("before_id"), _in_grid("to_id")),
        Wall("grids_posting", _in_grid("grid_id")),
        Wall("grids_communityplan", f"organization_id IN ({_WITH_GRID})"),
    ]
