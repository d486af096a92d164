"""The registers answer inside the reach; training to who took part, contact points to their leader."""

from django.db import migrations

import core.records.migration_operations
import core.records.walls
from core.records.walls import Wall


class Migration(migrations.Migration):
    dependencies = [("core", "0002_walls"), ("organizations", "0002_kinds_of_parents")]

    operations = [
        Wall("organizations_trainingattendance", "person_id = (SELECT portal_person())"),
        Wall(
            "organizations_training",
            "EXISTS (SELECT FROM organizations_trainingattendance a WHERE a.training_id = "
            "organizations_training.id AND a.person_id = (SELECT portal_person()))",
        ),
        Wall("organizations_yearplan"),
        Wall("organizations_yeartarget"),
        Wall("organizations_contactpoint", "leader_id = (SELECT portal_person())"),
        Wall("organizations_contactvisit"),
        Wall("organizations_workingrule"),
        Wall("organizations_venue"),
        Wall("organizations_communityyear"),
        Wall("organizations_conditionissue"),
        Wall("organizations_seatplan"),
        Wall("organizations_stafffigure"),
        Wall("organizations_publication"),
        Wall("organizations_publicationplace"),
        Wall("organizations_publicationobjection"),
        Wall("organizations_reorganization"),
        Wall("organizations_guidance"),
        Wall("organizations_body"),
        Wall("organizations_bodymember"),
        Wall("organizations_mandatework"),
        Wall("organizations_mandatetime"),
        Wall("organizations_streetreport"),
        core.records.walls.Wall(
            table="organizations_case",
        ),
        core.records.walls.Wall(
            table="organizations_casestep",
        ),
        core.records.walls.Wall(
            table="organizations_caseperson",
        ),
        Wall("organizations_order"),
        Wall("organizations_stationedstaff"),
        Wall("organizations_stationedtask"),
        Wall("organizations_grouptopic"),
        core.records.walls.Wall(
            table="organizations_twoneworganization",
        ),
        core.records.walls.Wall(
            table="organizations_twonewitem",
        ),
        core.records.walls.Wall(
            table="organizations_branchgroup",
        ),
        Wall(
            "organizations_handover", "leaver_id = (SELECT portal_person())", "successor_id = (SELECT portal_person())"
        ),
    ]
