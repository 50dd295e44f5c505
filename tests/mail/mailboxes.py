#!/usr/bin/env python3
"""Writes a mailbox and a maildir with all that heads and bodies of mail can be, and what is true of them.

    mailboxes.py FOLDER COUNT

FOLDER/content/box.mbox and FOLDER/content/dir/ hold COUNT messages by Python's own modules; FOLDER/truth.json has for each
its subject, its words, its day, and the thread in which it stands. All addresses are of one host, so that one search finds
whether a page shows it.
"""

import base64
import datetime
import email.generator
import email.header
import email.policy
import json
import mailbox
import os
import quopri
import sys
from email.message import EmailMessage

HOST = "hushedhost.example"
PEOPLE = ["Orn Amsel", "Vell Skell", "Lindholt Örn", "Бурый Орн", "山田 灯", "Skell, B."]
BEGIN = datetime.datetime(2001, 3, 4, 9, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))


def address(number):
    return f"person{number % 23}@{HOST}"


def ids(index):
    return f"<{index}.lamp@{HOST}>"


class Truth:
    """What is true of a message."""

    def __init__(self, index, parent):
        self.index = index
        self.parent = parent
        self.words = [f"quay{index}x", f"wick{index}y"]
        self.subject = f"Lamp {index}z"
        self.day = None
        self.answers_missing = False


def moment(index):
    return BEGIN + datetime.timedelta(minutes=7 * index)


def stated(when):
    return when.strftime("%a, %d %b %Y %H:%M:%S %z")


def parent_of(index):
    """Threads of forty levels, broad ones, and messages that stand alone."""
    block, place = divmod(index, 100)
    start = block * 100
    if place < 40:
        return index - 1 if place else None
    if place < 70:
        return start + 40 + (place - 40) // 3 if place > 40 else None
    if place < 80:
        return index - 1 if place % 2 else None
    return None


def head(truth, extra=()):
    """The lines of a head, in their order, without those of the body."""
    index = truth.index
    name = PEOPLE[index % len(PEOPLE)]
    encoded = email.header.Header(name, "utf-8").encode() if not name.isascii() else f'"{name}"'
    lines = []
    if index % 97 == 1:
        # The day by which it was received is all that is known.
        received = moment(index)
        truth.day = received.date().isoformat()
        lines.append(f"Received: from a.{HOST} by b.{HOST}\n\tfor <{address(3)}>; {stated(received)}")
        lines.append("Date: some day in spring")
    elif index % 97 == 2 and index % 50 != 7:
        # Nobody says when it was sent.
        pass
    else:
        truth.day = moment(index).date().isoformat()
        lines.append(f"Date: {stated(moment(index))}")
    lines.append(f"From: {encoded} <{address(index)}>")
    lines.append(f"To: <{address(index + 1)}>,\n {address(index + 2)},\n\t=?utf-8?q?L=C3=A4mpchen?= <{address(index + 3)}>")
    lines.append(f"Message-ID: {ids(index)}")
    if truth.parent is not None:
        chain, at = [], truth.parent
        while at is not None:
            chain.append(ids(at))
            at = parent_of(at)
        chain.reverse()
        # Some programs write one of the two alone.
        if index % 3 != 1:
            lines.append(f"In-Reply-To: {chain[-1]}")
        if index % 3 != 2:
            lines.append("References: " + "\n ".join(chain))
    elif index % 50 == 49:
        lines.append(f"In-Reply-To: <gone{index}@{HOST}>")
        truth.answers_missing = True
    lines.extend(extra)
    return lines


def subject(truth, charset="utf-8"):
    re = "Re: " if truth.parent is not None else ""
    text = f"{re}{truth.subject} älter 灯 {'und länger ' * (truth.index % 9)}".strip()
    truth.title = text
    return "Subject: " + email.header.Header(text, charset, header_name="Subject").encode()


def text_of(truth, flavour=""):
    index = truth.index
    quoted = ""
    if truth.parent is not None:
        quoted = (
            f"On {stated(moment(truth.parent))}, Vell <{address(truth.parent)}> wrote:\n"
            f"> The lamp{truth.parent}q of person@{HOST}\n>> deeper{truth.parent}q\n\n"
        )
        truth.words += [f"lamp{truth.parent}q", f"deeper{truth.parent}q"]
    return (
        f"{quoted}The {truth.words[0]} is lit. {flavour} Write to {address(index)} or\n"
        f"<mailto:{address(index)}> if {truth.words[1]} burns.\n\nFrom the quay it shows.\n\n"
        f"-- \nOrn, person@{HOST}\n"
    )


def part(kind, content, encoding="7bit", extra=()):
    lines = [f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", *extra]
    return "\n".join(lines).encode() + b"\n\n" + content


def several(kind, parts, boundary, extra=""):
    body = b"This is a multi-part message in MIME format.\n"
    for one in parts:
        body += b"--" + boundary.encode() + b"\n" + one + b"\n"
    body += b"--" + boundary.encode() + b"--\n"
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"{extra}', body


def by_charset(charset, flavour, encoding):
    def write(truth):
        text = text_of(truth, flavour).encode(charset)
        if encoding == "base64":
            text = base64.encodebytes(text)
        elif encoding == "quoted-printable":
            text = quopri.encodestring(text)
        lines = [subject(truth), f"Content-Type: text/plain; charset={charset}", f"Content-Transfer-Encoding: {encoding}"]
        truth.words += [flavour] if flavour else []
        return lines, text

    return write


def mislabelled(declared, actual, flavour):
    def write(truth):
        truth.words.append(flavour)
        lines = [subject(truth), f"Content-Type: text/plain; charset={declared}", "Content-Transfer-Encoding: 8bit"]
        return lines, text_of(truth, flavour).encode(actual)

    return write


def unlabelled(truth):
    return [subject(truth)], text_of(truth).encode()


def html_of(truth):
    truth.words.append(f"html{truth.index}h")
    return (
        f"<html><head><style>p{{color:red}}</style></head><body><p>The {truth.words[0]} &amp; html{truth.index}h of "
        f"<a href='mailto:{address(truth.index)}'>{address(truth.index)}</a> or <b>person</b>@<i>{HOST}</i></p>"
        f"<p>{truth.words[1]} burns</p><blockquote type=cite><p>quoted by x@{HOST}</blockquote>"
        f"<img src='https://img.{HOST}/point.png' width=1 height=1></body></html>"
    )


def html_alone(truth):
    text = html_of(truth)
    return [subject(truth), "Content-Type: text/html; charset=utf-8"], text.encode()


def alternative(truth):
    text = text_of(truth, "Lämpchen").encode()
    words = truth.words
    truth.words = list(words)
    html = html_of(truth).encode()
    # Plain text is what a page shows.
    truth.words = words
    plain = part("text/plain; charset=utf-8", quopri.encodestring(text), "quoted-printable")
    kind, body = several("alternative", [plain, part("text/html; charset=utf-8", html, "8bit")], f"alt{truth.index}")
    return [subject(truth), kind], body


def attached(truth):
    png = base64.encodebytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    name = f"plan{truth.index}p"
    truth.words += [name, f"notes{truth.index}n"]
    parts = [
        part("text/plain; charset=utf-8", text_of(truth, "Lämpchen").encode(), "8bit"),
        part("image/png", png, "base64", [f"Content-Disposition: attachment;\n filename*0*=utf-8''{name}%20L%C3%A4mp;\n filename*1=chen.png"]),
        part("text/csv", f"a,person@{HOST}\n".encode(), "7bit", [f"Content-Disposition: attachment; filename=\"notes{truth.index}n person@{HOST}.csv\""]),
    ]
    kind, body = several("mixed", parts, f"=_{truth.index}==")
    return [subject(truth), kind], body


def forwarded(truth):
    inner = EmailMessage()
    inner["From"] = f"Inner Örn <inner@{HOST}>"
    inner["To"] = f"x@{HOST}"
    inner["Date"] = stated(moment(truth.index))
    inner["Subject"] = f"Inner{truth.index}s älter"
    inner["Message-ID"] = f"<inner{truth.index}@{HOST}>"
    inner.set_content(f"Inner{truth.index}t of person@{HOST}\n")
    truth.words += [f"Inner{truth.index}s", f"Inner{truth.index}t"]
    nested = part("message/rfc822", inner.as_bytes(), "8bit")
    kind, body = several("mixed", [part("text/plain", text_of(truth).encode()), nested], f"fwd{truth.index}")
    return [subject(truth), kind], body


def flowed(truth):
    text = text_of(truth).replace("is lit. ", "is lit. \n")
    return [subject(truth), "Content-Type: text/plain; charset=utf-8; format=flowed"], text.encode()


def raw_head(truth):
    """A subject in bytes of Latin-1, as old programs write it."""
    re = "Re: " if truth.parent is not None else ""
    truth.title = f"{re}{truth.subject} älter"
    text = text_of(truth).encode("latin-1")
    lines = [f"Subject: {truth.title}", "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: 8bit"]
    return lines, text


def signed(truth):
    signature = f"-----BEGIN PGP SIGNATURE-----\nComment: person@{HOST}\n\nabc=\n-----END PGP SIGNATURE-----\n".encode()
    parts = [part("text/plain", text_of(truth).encode()), part("application/pgp-signature", signature)]
    kind, body = several("signed", parts, f"sig{truth.index}", "; protocol=\"application/pgp-signature\"")
    return [subject(truth), kind], body


def digest(truth):
    parts = []
    for at in range(3):
        truth.words.append(f"digest{truth.index}d{at}")
        parts.append(f"\nFrom: d{at}@{HOST}\nSubject: Part {at}\n\ndigest{truth.index}d{at} by d@{HOST}\n".encode())
    mixed = several("digest", parts, f"dig{truth.index}")
    outer = part("text/plain", text_of(truth).encode())
    kind, body = several("mixed", [outer, mixed[0].encode() + b"\n\n" + mixed[1]], f"out{truth.index}")
    return [subject(truth), kind], body


def nested(truth):
    """Eight parts in one another."""
    kind, body = "Content-Type: text/plain; charset=utf-8", text_of(truth).encode()
    for depth in range(8):
        kind, body = several("mixed", [kind.encode() + b"\n\n" + body], f"n{truth.index}.{depth}")
    return [subject(truth), kind], body


def cut_off(truth):
    kind, body = several("mixed", [part("text/plain", text_of(truth).encode())], f"cut{truth.index}")
    return [subject(truth), kind], body.rsplit(b"--", 2)[0]


FORMS = [
    unlabelled,
    by_charset("utf-8", "Lämpchen", "quoted-printable"),
    by_charset("utf-8", "Лампа", "base64"),
    by_charset("iso-8859-1", "Lämpchen", "quoted-printable"),
    by_charset("iso-2022-jp", "ランプ", "7bit"),
    by_charset("gb18030", "灯塔", "base64"),
    by_charset("koi8-r", "Лампа", "8bit"),
    by_charset("utf-7", "Lämpchen", "7bit"),
    by_charset("windows-1251", "Лампа", "quoted-printable"),
    by_charset("shift_jis", "ランプ", "base64"),
    by_charset("euc-kr", "등대", "base64"),
    by_charset("big5", "燈塔", "8bit"),
    mislabelled("us-ascii", "utf-8", "Lämpchen"),
    mislabelled("utf-8", "windows-1252", "Lämpchen"),
    mislabelled("iso-8859-1", "utf-8", "Лампа"),
    mislabelled("x-unknown", "utf-8", "Лампа"),
    html_alone,
    alternative,
    attached,
    forwarded,
    flowed,
    raw_head,
    signed,
    digest,
    nested,
    cut_off,
]


def message(truth):
    lines, body = FORMS[truth.index % len(FORMS)](truth)
    whole = "\n".join(head(truth, [f"X-Mailer: {HOST}"]) + lines)
    encoding = "latin-1" if FORMS[truth.index % len(FORMS)] is raw_head else "utf-8"
    return whole.encode(encoding, "xmlcharrefreplace") + b"\n\n" + body


def thread(index, children, depth=0):
    """The messages of a thread in the order in which they are read; times grow with the index."""
    found, stack = [], [(index, 0)]
    while stack:
        at, depth = stack.pop()
        found.append([at, depth])
        stack.extend((child, depth + 1) for child in reversed(children.get(at, [])))
    return found


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    content = os.path.join(folder, "content")
    os.makedirs(content, exist_ok=True)
    truths = [Truth(index, parent_of(index)) for index in range(count)]
    box = mailbox.mbox(os.path.join(content, "box.mbox"))
    maildir = mailbox.Maildir(os.path.join(content, "dir"), create=True)
    for truth in truths:
        data = message(truth)
        # One in fifty lies in the maildir, so that threads lead from file to file.
        (maildir if truth.index % 50 == 7 else box).add(data)
    box.flush()
    box.close()
    children = {}
    for truth in truths:
        if truth.parent is not None:
            children.setdefault(truth.parent, []).append(truth.index)
    threads = [thread(truth.index, children) for truth in truths if truth.parent is None and truth.index in children]
    known = [
        {"subject": truth.subject, "title": truth.title, "words": truth.words, "day": truth.day, "parent": truth.parent, "missing": truth.answers_missing}
        for truth in truths
    ]
    with open(os.path.join(folder, "truth.json"), "w", encoding="utf-8") as file:
        json.dump({"messages": known, "threads": threads, "host": HOST}, file, ensure_ascii=False)


main()
