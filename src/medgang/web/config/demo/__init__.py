"""The demo clinic: one seeded generator of made-up people and lifelike stories.

Each capability adds a story: a function `tell(clinic)` that calls services, with the clock of the day it tells of,
so that what the demo shows is what the product makes. `STORIES` is the order they are told in. Tests tell the same
stories at a small size.
"""

from medgang.web.config.demo.build import build

__all__ = ["build"]
