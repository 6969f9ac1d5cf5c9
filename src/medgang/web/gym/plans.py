"""Session plans as the gym uses them: the shipped ones, and the one a session became."""

from __future__ import annotations

from functools import cache
from typing import Any

from medgang.content.schemas.session_plans import SessionPlanFile, session_plan_files
from medgang.core.physiology.intensity import IntensityClass
from medgang.core.programmes import Block, BlockKind, SessionPlan
from medgang.web.gym.models import Session


@cache
def files() -> dict[str, SessionPlanFile]:
    """Every plan with its texts, read once."""
    return session_plan_files()


def name(key: str, lang: str) -> str:
    """What the plan is called."""
    found = files().get(key)
    return found.name.in_(lang) if found else key


@cache
def planned(key: str) -> SessionPlan:
    """The plan as it was meant."""
    return files()[key].plan(key)


def to_json(plan: SessionPlan) -> list[dict[str, Any]]:
    """The blocks as stored."""
    return [
        {
            "kind": block.kind.value,
            "seconds": block.seconds,
            "low": block.target_low_pct,
            "high": block.target_high_pct,
            "level": block.intensity_class.value,
        }
        for block in plan.blocks
    ]


def plan_of(session: Session) -> SessionPlan:
    """The plan as it came to be, or as it is meant while that is not known."""
    meant = planned(session.plan)
    if not session.actual:
        return meant
    blocks = tuple(
        Block(BlockKind(one["kind"]), one["seconds"], one["low"], one["high"], IntensityClass(one["level"]))
        for one in session.actual
    )
    return SessionPlan(meant.key, blocks, meant.strength)
