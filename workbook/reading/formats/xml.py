"""XML as it comes in a package: no entities, no network, no huge trees; elements counted before they take memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

from lxml import etree

from workbook.reading.formats.refusal import DAMAGED, LESS, Refusal, doubtful
from workbook.reading.formats.zipped import doctype

MAINS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of workbooks: transitional and strict."""

ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"

MOST_ALIVE = 1_000_000
"""Tags of a part that may be in memory besides those of the rows that were read."""

_MANY = 500_000  # tags of rows; those read go when there are so many, as letting go takes time

Chunks = Iterable[tuple[bytes, int]]
"""A part in pieces, each with the number of its tags."""

Element: TypeAlias = Any
"""An element of lxml, which comes without types."""

_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,  # text on both sides of one is one text
    "remove_pis": True,
    "collect_ids": False,
}


def parsed(part: str, chunks: Chunks) -> Element:
    """The root of a part."""
    return Stream(part, chunks).root_at_end()


class Stream:
    """The elements of one kind that stand where they belong, one at a time; gone some time after they were given.

    name: without namespace; empty if none is asked for. holder: the name of the element that they must stand in,
    itself a child of the root; empty if that is the root. One that stands deeper in the holder, or in a second
    holder, is refused, and so is anything else in the holder, but for extLst; anywhere else it is none.
    """

    def __init__(self, part: str, chunks: Chunks, name: str = "", holder: str = "") -> None:
        self._part, self._chunks, self._name, self._holder = part, chunks, name, holder
        self._parser: Any = None
        self._home: Element = None
        self._root: Element = None  # of a part that was parsed as a whole
        self._tag = self._extension = ""
        self._last: Element = None  # the newest that was given
        self._count = 0  # of those given, how many are still in memory
        self._given = self._alive = 0  # tags in memory, up to the newest given and in all

    def __iter__(self) -> Iterator[Element]:
        try:
            for elements in self._read():
                count = 0
                for element in elements:
                    home = element.getparent()
                    if home is self._home or self._is_home(home):
                        if element.tag != self._tag:
                            raise self._strange()
                        self._last = element
                        count += 1
                        yield element
                if count:
                    self._count += count
                    self._check()
                    self._given = self._alive
        except BaseException:  # also where whoever asked for the elements gives up
            self._forget()
            raise

    def root_at_end(self) -> Element:
        """The root, when all elements have been read."""
        for _ in self:
            pass
        if self._root is None:
            try:
                self._root = _guarded(self._parser.close)
            finally:
                self._forget()
        root, self._root = self._root, None
        if root.getroottree().docinfo.doctype:
            raise doctype(self._part)
        return root

    def _forget(self) -> None:
        """Let the tree go: a parser holds its last one, and itself, until the garbage is collected."""
        if self._parser is None:
            return
        for _ in self._parser.read_events():
            pass
        with suppress(etree.XMLSyntaxError):
            self._parser.close()
        self._parser.feed(b"<x/>")
        self._parser.close()

    def _read(self) -> Iterator[Iterable[Element]]:
        """The elements of the kind, wherever they stand, those that end in a chunk at a time.

        A part of one chunk is parsed as a whole: telling the ends of elements takes a third of the time again.
        """
        if self._root is not None or self._parser is not None:  # read before
            return
        chunks = iter(self._chunks)
        first, second = next(chunks, (b"", 0)), next(chunks, None)
        if second is None:
            self._count_tags(first[1])
            self._root = _guarded(partial(etree.fromstring, first[0], etree.XMLParser(**_OPTIONS)))
            yield self._root.iter(f"{{*}}{self._name}") if self._name else ()
            return
        events = ("end",) if self._name else ("comment",)  # there are no comments
        self._parser = etree.XMLPullParser(events, tag=f"{{*}}{self._name}" if self._name else None, **_OPTIONS)
        for chunk, tags in chain((first, second), chunks):
            if self._given > _MANY:
                del self._home[:-1]  # the parser is in the newest one or in the text behind it
                self._count = int(self._home[-1] is self._last)
                self._alive -= self._given
                self._given = 0
            self._count_tags(tags)
            _guarded(partial(self._parser.feed, chunk))
            yield (element for _, element in self._parser.read_events())

    def _count_tags(self, tags: int) -> None:
        self._alive += tags
        if self._alive - self._given > MOST_ALIVE:
            raise Refusal(f"部件 {self._part} 里有 {MOST_ALIVE:,} 个以上的标记不属于任何一行，没有读。{LESS}")

    def _check(self) -> None:
        """Refuse strangers in the home: besides those given, one may be there that is not read to its end."""
        newest = self._home[-1]
        opened = newest is not self._last
        if len(self._home) != self._count + opened or (opened and newest.tag not in (self._tag, self._extension)):
            raise self._strange()

    def _strange(self) -> Refusal:
        return doubtful(f"部件 {self._part} 里有放错地方的内容")

    def _is_home(self, element: Element) -> bool:
        """Whether an element is the one that those asked for stand in."""
        depth = [] if element is None else [element, *element.iterancestors()]
        if not self._holder:
            found = len(depth) == 1
        else:
            found = len(depth) == 2 and element.tag == f"{{{namespace(depth[-1])}}}{self._holder}"
            if (self._home is not None or not found) and any(local(one) == self._holder for one in depth):
                raise doubtful(f"部件 {self._part} 里“{self._holder}”有两份或放错了地方，各程序读到的会不一样")
        if found:
            self._home = element
            self._tag, self._extension = (f"{{{namespace(element)}}}{name}" for name in (self._name, "extLst"))
        return found


def _guarded(work: Callable[[], Element]) -> Element:
    """What the parser gives. Raises Refusal for what is no XML."""
    try:
        return work()
    except etree.XMLSyntaxError as error:
        raise Refusal(DAMAGED) from error


def namespace(element: Element) -> str:
    """The namespace of an element."""
    return str(element.tag).rpartition("}")[0][1:]


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
