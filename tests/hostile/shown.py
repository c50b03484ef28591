"""A Streamlit page that shows all that Explore shows of a mapping, with hostile names, notes and errors in each place.

The parser lets none of these names through: the page is the second wall.
"""

from pathlib import Path
from sys import path

path.insert(0, str(Path(__file__).parents[2]))

if __name__ == "__main__":
    import streamlit as st

    from jacviz.explore.link import Resting
    from jacviz.ui import inputs, symbols, view
    from jacviz.ui.rooms import EXPLORE
    from jacviz.ui.session import Session
    from tests.hostile import made
    from tests.hostile.guard import GROUPS

    first, second, third, fourth, fifth, sixth = GROUPS[int(st.query_params.get("group", "0"))]
    answer = made.answer(made.mapping(first, second, third, (fourth, fifth)), (sixth, first, second))
    for badge in answer["badges"]:
        badge["detail"] = sixth
    error = {"message": fourth, "place": "variables", "position": 0, "text": fifth}
    resting = Resting(third, sixth, {"r": (first, second)}, {}, {})
    current = Session(EXPLORE, resting, complaints=[third, fourth])

    inputs.mapping(current, {**error, "place": "mapping"})
    inputs.notes(current, answer, stale=True)
    inputs.ranges(current, answer, error)
    symbols.summary(answer)
    view.live(current, answer)
    symbols.details(current, answer)
    st.text("The end.")
