"""Text that Markdown shows as it stands."""


def literal(text: str) -> str:
    """The text with every sign escaped that Markdown could read as markup."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>~$:" else c for c in text)
