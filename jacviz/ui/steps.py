"""The steps of the Derivatives page, and which of them is shown."""

from jacviz.ui import tabs
from jacviz.ui.rooms import PART, STEPS, Room


def chosen() -> Room:
    """The step that the visitor chose, or the link's, or the first."""
    rooms = {room.key: room for room in STEPS}
    return rooms[tabs.chosen("Step", {key: room.title for key, room in rooms.items()}, PART)]
