"""Every write of the grids room: atomic, audited, by a named actor."""

from grids.actions.areas import add_area, add_area_person, end_area, end_area_person
from grids.actions.dwellers import (
    add_service_need,
    end_service_need,
    set_residence,
    withdraw_residence,
    withdraw_service_need,
)
from grids.actions.entries import enter, leave
from grids.actions.handling import (
    correct_opinion,
    export_ledger,
    join_opinion,
    note_reply,
    pass_opinion,
    separate_opinion,
    sign_opinion,
    tell_asker,
)
from grids.actions.opinions import (
    answer_opinion,
    hand_code,
    raise_opinion,
    rate_opinion,
    receive_opinion,
    reveal_phone,
    time_limit,
)
from grids.actions.places import (
    account,
    create_building,
    create_grid,
    set_up_group,
    set_up_member_household,
    update_building,
    update_grid,
    withdraw_building,
    withdraw_grid,
    withdraw_member_household,
)
from grids.actions.plans import put_up, save_plan, take_down
from grids.actions.posted import (
    add_responsible_person,
    deliver_cards,
    end_responsible_person,
    print_cards,
    withdraw_responsible_person,
)
from grids.actions.redrawing import redraw, take_due, withdraw_redrawing
from grids.actions.visits import log_visit, withdraw_visit

__all__ = [
    "log_visit",
    "redraw",
    "take_due",
    "withdraw_redrawing",
    "withdraw_visit",
    "add_area",
    "add_area_person",
    "end_area",
    "end_area_person",
    "enter",
    "leave",
    "put_up",
    "save_plan",
    "take_down",
    "account",
    "create_grid",
    "update_grid",
    "create_building",
    "update_building",
    "set_up_group",
    "set_up_member_household",
    "withdraw_grid",
    "withdraw_building",
    "withdraw_member_household",
    "set_residence",
    "withdraw_residence",
    "add_service_need",
    "end_service_need",
    "withdraw_service_need",
    "add_responsible_person",
    "end_responsible_person",
    "withdraw_responsible_person",
    "print_cards",
    "deliver_cards",
    "correct_opinion",
    "export_ledger",
    "join_opinion",
    "note_reply",
    "pass_opinion",
    "separate_opinion",
    "sign_opinion",
    "tell_asker",
    "time_limit",
    "receive_opinion",
    "raise_opinion",
    "answer_opinion",
    "hand_code",
    "rate_opinion",
    "reveal_phone",
]
