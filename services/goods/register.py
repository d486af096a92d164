"""The registers of stations and of goods in and out (organizations.registers)."""

from organizations.registers.kinds import KEEPER
from organizations.registers.register import Column, Register, Step, plain
from services.goods import forms, rules
from services.goods.models import GoodsMovement, GoodsStation

STATIONS = Register(
    key="stations",
    label="爱心捐助站和慈善超市",
    noun="站点",
    about="每个社区的爱心捐助站和慈善超市，地址和启用日期",
    model=GoodsStation,
    form=forms.StationForm,
    kinds=rules.KEEPERS,
    on="opened_on",
    columns=(
        plain(GoodsStation, "title"),
        Column("社区", KEEPER.value),
        plain(GoodsStation, "kind"),
        plain(GoodsStation, "address"),
        plain(GoodsStation, "opened_on"),
        Column("停用日期", lambda row: row.closed_on.isoformat() if row.closed_on else ""),
    ),
    steps=(
        Step("close", "停用", forms.CloseStationForm, rules.check_closing, lambda row: row.closed_on is None),
        Step(
            "reopen",
            "恢复启用",
            forms.ReopenStationForm,
            rules.check_reopening,
            lambda row: row.closed_on is not None,
            lambda data: data | {"closed_on": None},
        ),
    ),
    check=rules.check_station,
    sought=("title",),
    links=(("覆盖情况", "services:station_coverage"), ("库存", "services:stock")),
    app="services",
)

GOODS = Register(
    key="goods",
    label="捐助物品收发",
    noun="物品收发",
    about="收到的捐赠和发放的物品，库存不会小于零；公开时只有物品、数量和人数，没有姓名",
    model=GoodsMovement,
    form=forms.MovementForm,
    kinds=rules.KEEPERS,
    on="happened_on",
    columns=(
        Column("收发", str),
        Column("站点", lambda row: row.station.title),
        Column("社区", KEEPER.value),
        plain(GoodsMovement, "happened_on"),
        Column("物品", lambda row: row.item),
        Column("数量", lambda row: row.quantity.normalize(), "number"),
        Column("单位", lambda row: row.measure),
        Column("领取人数", lambda row: row.persons, "number"),
    ),
    more=lambda row: [("捐赠人或领取人", row.party)],
    check=rules.check_movement,
    joins=("organization", "station"),
    sought=("item", "station__title"),
    links=(("库存", "services:stock"),),
    app="services",
)

REGISTERS = (STATIONS, GOODS)
