"""Registers that grids keep (organizations.registers)."""

from grids.posts.register import DUTY_POSTS
from grids.registers_disputes import DISPUTES
from grids.registers_estates import ESTATES

REGISTERS = (ESTATES, DISPUTES, DUTY_POSTS)
