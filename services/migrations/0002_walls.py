"""Agreements and services answer inside the reach, and to who takes part; titles are found by index."""

from django.db import migrations

from core.records.walls import FoundByText, Wall

_OF_UNIT = "SELECT p.unit_id FROM organizations_unitpresence p WHERE p.contact_id = (SELECT portal_person())"

_CARD = f"unit_id IN ({_OF_UNIT})"

_ROUND = (
    "EXISTS (SELECT FROM services_feedbackcard c "
    f"WHERE c.round_id = services_feedbackround.id AND c.unit_id IN ({_OF_UNIT}))"
)

_LINE = (
    "person_id = (SELECT portal_person()) OR EXISTS (SELECT FROM services_feedbackcard c "
    f"WHERE c.id = services_feedbackline.card_id AND c.unit_id IN ({_OF_UNIT}))"
)

_OF_UNIT = (
    "unit_id IN (SELECT p.unit_id FROM organizations_unitpresence p WHERE p.contact_id = (SELECT portal_person()))"
)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_walls"), ("services", "0001_initial")]

    operations = [
        Wall("services_agreement"),
        Wall("services_agreementitem"),
        Wall("services_agreementprogress"),
        Wall("services_agreementchange"),
        Wall("services_overdueletter"),
        Wall("services_letteritem"),
        Wall("services_claim", "person_id = (SELECT portal_person())"),
        Wall(
            "services_activity",
            "EXISTS (SELECT FROM services_claim c WHERE c.activity_id = services_activity.id AND "
            "c.person_id = (SELECT portal_person()))",
        ),
        FoundByText("services_activity", "title"),
        Wall("services_listing", "person_id = (SELECT portal_person())"),
        Wall("services_cultureevent"),
        Wall("services_unitvisit"),
        Wall("services_visitmatter"),
        Wall("services_servicecommitment"),
        Wall("services_commitmentcase"),
        Wall("services_departmentpairing"),
        Wall("services_pairingtask"),
        Wall("services_provider"),
        Wall("services_providedservice"),
        Wall("services_servicefigures"),
        Wall("services_tradefigure"),
        Wall("services_classfigure"),
        Wall("services_cultureplace"),
        Wall("services_course"),
        Wall("services_fundvoucher"),
        Wall("services_fundaccount"),
        Wall("services_fundbooking"),
        Wall("services_fundreport"),
        Wall("services_feedbackround", _ROUND),
        Wall("services_feedbackcard", _CARD),
        Wall("services_feedbackline", _LINE),
        Wall("services_goodsstation"),
        Wall("services_goodsmovement"),
        Wall("services_goodsstock"),
        Wall("services_volunteerteam"),
        Wall("services_helper", _OF_UNIT),
        Wall("services_activityreport"),
        Wall("services_activityphoto"),
    ]
