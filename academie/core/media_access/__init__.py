"""The one door to images and documents (docs/adr/0019-images-and-documents-behind-one-door.md).

``uses`` says which pages show a file, ``drafts`` keeps which drafts do, ``keys`` is where other
apps say who may see a file besides (a reading link), ``judge`` decides, ``sending`` makes the
answer, ``door`` holds the two views. ``visible`` is the same question for many files at once;
``texts`` says whether a file is part of a page, and may not become another.
"""
