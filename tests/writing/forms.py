"""A writer and her browser: reads a form as a browser would, and posts it again."""

from html.parser import HTMLParser

from tests import factories


class _Form(HTMLParser):
    """Collects what a browser would post of the one form on a page."""

    def __init__(self):
        super().__init__()
        self.values = {}
        self.buttons = []
        self.action = ""
        self._inside = False
        self._area = self._select = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._inside, self.action = True, given.get("action", "")
        if not self._inside:
            return
        name = given.get("name")
        if tag == "input" and name:
            kind = given.get("type", "text")
            if (kind in {"radio", "checkbox"} and "checked" not in given) or kind == "file":
                return
            self.values.setdefault(name, []).append(given.get("value", ""))
        elif tag == "textarea":
            self._area = name
            self.values[name] = [""]
        elif tag == "select":
            self._select = name
            self.values[name] = []
        elif tag == "option" and self._select:
            if "selected" in given or not self.values[self._select]:
                self.values[self._select] = [given["value"]]
        elif tag == "button":
            self.buttons.append((name, given.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            # A browser drops the first line break of a text area.
            self.values[self._area] = [self.values[self._area][0].removeprefix("\n")]
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._area:
            self.values[self._area][0] += data


def read_form(response):
    """Return the form of a page."""
    form = _Form()
    form.feed(response.content.decode())
    return form


def writer(username="schrijver", **values):
    """Make an account that may write through the front end and nothing else."""
    values = {"email": f"{username}@school.nl", "first_name": "Sam", "last_name": "Jansen"} | values
    return factories.make_user(username, **values)


def send(client, url, typed=None, press=("doe", "verder"), **extra):
    """Open a screen, fill in ``typed`` and press a button; returns the answer."""
    form = read_form(client.get(url))
    data = form.values | {name: _listed(value) for name, value in (typed or {}).items()}
    for name in [name for name, value in data.items() if value == [None]]:
        del data[name]
    return client.post(url, data | {press[0]: press[1]}, **extra)


def _listed(value):
    return value if isinstance(value, list) else [value]
