"""The places where a visitor works on one mapping, and what each opens with."""

from __future__ import annotations

from dataclasses import dataclass

PART = "part"  # of a link: the room, on a page that has several


@dataclass(frozen=True)
class Room:
    """key: its name in links and widgets; page: the file it stands in; first: the entry of the gallery it opens with;
    scenes: the kinds of pictures that belong here; scene: what draws the mapping, "" for what its shape asks for."""

    key: str
    page: str
    title: str
    first: str
    scenes: tuple[str, ...]
    scene: str = ""
    says: str = ""

    @property
    def part(self) -> dict[str, str]:
        """What a link says of the room, on a page that has several."""
        return {} if self.page == self.key else {PART: self.key}


EXPLORE = Room("explore", "explore", "Explore", "polar", ("plane",))
STEPS = (
    Room(
        "one",
        "derivatives",
        "One variable",
        "parabola",
        ("graph",),
        says="Drag the probe along the curve, let the secant close in on the tangent, and zoom until the curve is "
        "straight: the derivative is the slope of that line.",
    ),
    Room(
        "several",
        "derivatives",
        "Several variables",
        "first-function",
        ("relief",),
        says="Each partial derivative is the slope of one slice. Side by side they are the row J; as an arrow, the "
        "gradient, they cross the level curves at right angles.",
    ),
    Room(
        "functions",
        "derivatives",
        "Several functions",
        "two-functions",
        ("functions",),
        scene="functions",
        says="Two functions of the same variables: each has its gradient, and the gradients are the rows of the "
        "Jacobian matrix. Point at a row to light up its arrow.",
    ),
    Room(
        "composition",
        "derivatives",
        "Composition",
        "square-of-polar",
        ("chain",),
        says="First f, then g: the small cell is carried through both, and the Jacobian matrix of the whole is the "
        "product of the two, each taken where it acts.",
    ),
)
SHAPES = Room("shapes", "shapes", "Curves, surfaces and volumes", "torus", ("curve", "surface", "volume", "table"))
ROOMS = (EXPLORE, *STEPS, SHAPES)


def room_of(scene: str) -> Room:
    """The room in which a kind of picture belongs."""
    return next(room for room in ROOMS if scene in room.scenes)
