"""Filters of the pages about people: `{% load people %}`."""

from datetime import date

from django import template

from fazhi.people.listing import STATES, state_of
from fazhi.people.models import Credential

register = template.Library()


@register.filter
def paper_state(paper: Credential, today: date) -> str:
    """The state of a paper on the day, in words."""
    return STATES[state_of(paper, today)]
