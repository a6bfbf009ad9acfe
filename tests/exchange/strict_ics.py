"""A strict reader of calendar files, written from RFC 5545 and sharing nothing with the writer."""

import re
from dataclasses import dataclass, field

NAME = re.compile(r"[A-Z0-9-]+")
MAY_REPEAT = {"CATEGORIES"}
NEEDED = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}


@dataclass
class Part:
    """One component: its name, properties (name -> (parameters, value)) and parts inside it."""

    name: str
    properties: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    parts: list["Part"] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Return the raw value of a property."""
        return self.properties[name][1]

    def all(self, name: str) -> list["Part"]:
        """Return the parts inside with this name."""
        return [part for part in self.parts if part.name == name]


def read(content: bytes) -> Part:
    """Return the calendar. Fails with AssertionError at the first line that breaks a rule."""
    assert content.endswith(b"\r\n"), "the last line must end with CRLF"
    assert b"\n" not in content.replace(b"\r\n", b""), "a line ends without CR"
    physical = content.split(b"\r\n")[:-1]
    for line in physical:
        assert len(line) <= 75, f"{len(line)} octets: {line!r}"
        assert line.strip(), "an empty line"
        line.decode()  # a fold inside a character would leave half of it
    logical: list[str] = []
    for line in physical:
        if line[:1] in (b" ", b"\t"):
            logical[-1] += line[1:].decode()
        else:
            logical.append(line.decode())
    stack = [Part("")]
    for line in logical:
        name, parameters, value = _split(line)
        if name == "BEGIN":
            part = Part(value)
            stack[-1].parts.append(part)
            stack.append(part)
        elif name == "END":
            done = stack.pop()
            assert done.name == value, f"END:{value} closes {done.name}"
            missing = NEEDED.get(done.name, set()) - set(done.properties)
            assert not missing, f"{done.name} lacks {missing}"
        else:
            here = stack[-1]
            assert name not in here.properties or name in MAY_REPEAT, f"{name} stands there twice"
            here.properties[name] = (parameters, value)
    assert len(stack) == 1, f"{stack[-1].name} is not closed"
    assert [part.name for part in stack[0].parts] == ["VCALENDAR"]
    return stack[0].parts[0]


def text(value: str) -> str:
    """Return a TEXT value without its escapes; an unescaped comma or semicolon is an error."""
    bare = re.sub(r"\\[\\,;nN]", "", value)
    assert not re.search(r"[\\,;]", bare), f"not escaped: {value}"
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def _split(line: str) -> tuple[str, dict[str, str], str]:
    head, colon, value = line.partition(":")
    assert colon, f"no value: {line}"
    name, *parameters = head.split(";")
    assert NAME.fullmatch(name), f"no name: {line}"
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value), f"control character: {line!r}"
    return name, dict(one.split("=", 1) for one in parameters), value
