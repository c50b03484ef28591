"""What programs wrap around a mapping: def f(x, y):, lambda x, y:, jacobian([...], [x, y]), np.array([...])."""

from __future__ import annotations

from .columns import components, spans
from .errors import ParseError
from .lefts import NAMES, OPEN, names, read_left, split, unwrapped
from .source import Token
from .statement import Part, Statement

WRAPPERS = ("array", "Matrix", "ImmutableMatrix", "stack", "tensor", "asarray", "hstack", "column_stack", "as_tensor",
            "cat", "concatenate")  # fmt: skip
BARE = ("vector", "Vector", "vec", "list", "tuple", "simplify", "expand")
"""Wrappers that take their components with or without brackets of their own."""
JACOBIANS = ("jacobian", "Jacobian", "jacobian_matrix")
STARTS = (*NAMES, *OPEN, "number", "function", "-", "frac")
COMMA = Token(",", None, 0, 0, False)


def without_signature(line: list[Token], statement: Statement) -> list[Token]:
    """The line without what names the arguments of a function in a program."""
    for signature in (_matlab_file, _definition, _anonymous, _unpacking):
        rest = signature(line, statement)
        if rest is not None:
            return rest
    return line


def _matlab_file(line: list[Token], statement: Statement) -> list[Token] | None:
    """function y = f(x), and its end."""
    if [t.value for t in line] == ["end"]:
        return []
    if line[0].value != "function" or line[-1].kind != ")":
        return None
    start = next((k + 1 for k, t in enumerate(line) if t.kind == "="), 1)
    left = read_left(line[start:])
    for name in (*names(unwrapped(line[1 : start - 1])), left.names[0]):
        statement.entitle(name)
    statement.headers.append(left.header or [])
    return []


def _definition(line: list[Token], statement: Statement) -> list[Token] | None:
    """f(x, y, a=2): and what follows; a default value is the value of a parameter."""
    colon = next((k for k, t in enumerate(line) if t.kind == ":"), 0)
    if colon < 3 or line[1].kind != "(" or line[colon - 1].kind != ")":
        return None
    statement.entitle(line[0])
    varying: list[Token] = []
    for piece in split(line[2 : colon - 1], (",",)):
        if [t.kind for t in piece[1:2]] == ["="]:
            statement.parts.append(Part(piece[2:], [piece[0]], [""]))
        else:
            varying += [COMMA, *piece] if varying else piece
    statement.headers.append(names(varying))
    rest = line[colon + 1 :]
    return rest[1:] if rest and rest[0].value == "return" else rest


def _anonymous(line: list[Token], statement: Statement) -> list[Token] | None:
    """lambda x, y: ... and @(x, y) ..., perhaps behind a name and =."""
    start = 2 if [t.kind for t in line[1:2]] == ["="] else 0
    opening = line[start : start + 2]
    if opening and opening[0].value == "lambda":
        first, last = start + 1, ":"
    elif [t.kind for t in opening] == ["@", "("]:
        first, last = start + 2, ")"
    else:
        return None
    end = next((k for k, t in enumerate(line) if t.kind == last), 0)
    if end <= first or not line[end + 1 :]:
        return None
    statement.headers.append(names(line[first:end]))
    return line[:start] + line[end + 1 :]


def _unpacking(line: list[Token], statement: Statement) -> list[Token] | None:
    """x, y = p names the variables; x, y = a, b is (x, y) = (a, b)."""
    equals = [k for k, t in enumerate(line) if t.kind == "="]
    if len(equals) != 1 or equals[0] < 3:
        return None
    left, right = line[: equals[0]], line[equals[0] + 1 :]
    listed = split(left, (",",))
    if any(len(piece) != 1 or piece[0].kind not in NAMES for piece in listed) or not right:
        return None
    if len(right) == 1 and right[0].kind in NAMES:
        statement.unpacked[str(right[0].value)] = names(left)
        statement.notes.append(f"{right[0].value} is read as the vector of the variables before it")
        return []
    if len(listed) in (len(components(right)), len(split(right, (",",)))):
        return [left[0]._replace(kind="("), *left, left[0]._replace(kind=")"), *line[equals[0] :]]
    return None


def without_jacobian(line: list[Token], statement: Statement) -> list[Token]:
    """jacobian([...], [x, y]), Matrix([...]).jacobian([x, y]) and F.jacobian([x, y]) name variables, or ParseError."""
    for k, token in enumerate(line):
        if token.kind == "method" and token.value == "T":
            return line[:k] + line[k + 1 :]
        if token.kind == "method" and token.value != "jacobian":
            told = f"`.{token.value}` is not needed: type only the mapping, its derivatives are made for you."
            raise ParseError(told, token.position)
        if not (line[k + 1 : k + 2] and line[k + 1].kind == "(" and line[-1].kind == ")"):
            continue
        if token.kind == "method":
            statement.name_variables(names(unwrapped(line[k + 2 : -1])))
            assigned = [t.kind for t in line[1:2]] == ["="] and k == 3
            return _unless_known(line[2:k] if assigned else line[:k], statement)
        inside = split(line[k + 2 : -1], (",",))
        if token.value in JACOBIANS and len(inside) == 2 and (k == 0 or [t.kind for t in line[1:k]] == ["="]):
            statement.name_variables(names(unwrapped(inside[1])))
            if k:
                statement.entitle(line[0])
            return _unless_known(inside[0], statement)
    return line


def _unless_known(given: list[Token], statement: Statement) -> list[Token]:
    """The formulas that are differentiated, nothing when it is the name of earlier lines."""
    earlier = {str(n.value) for part in statement.parts for n in part.names} | {*statement.titles}
    return [] if len(given) == 1 and given[0].value in earlier else given


def unwrapped_list(line: list[Token], statement: Statement) -> list[Token]:
    """The list inside np.array([...]) and Matrix([...]); [..., ...], [x, y] names the variables last."""
    start = next((k + 1 for k, t in enumerate(line) if t.kind == "="), 0)
    wrapper, inside = line[start : start + 1], line[start + 1 :]
    if wrapper and len(inside) > 2 and inside[0].kind == "(" and spans(inside):
        accepted = STARTS if wrapper[0].value in BARE else OPEN if wrapper[0].value in WRAPPERS else ()
        if inside[1].kind in accepted:
            line = line[:start] + (inside[1:-1] if spans(inside[1:-1]) else inside)
    pieces = split(line, (",",))
    if len(pieces) == 2 and all(len(p) > 4 and p[0].kind == "[" and spans(p) for p in pieces):
        formulas, listed = (p[1:-1] for p in pieces)
        if all(t.kind in (*NAMES, ",") for t in listed) and len(split(formulas, (",",))) > 1:
            statement.name_variables(names(listed))
            return pieces[0]
    return line
