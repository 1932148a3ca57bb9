"""E-mail: its subject and its text, by Python's own parser. Attachments are named, not read."""

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser

from index.errors import DocumentError
from index.formats.reading import Reading
from index.formats.web import read_web


def read_mail(raw: bytes) -> Reading:
    """Raises DocumentError for a mail without text."""
    mail = BytesParser(EmailMessage, policy=policy.default).parsebytes(raw)
    body = mail.get_body(("html", "plain"))
    if body is None:
        raise DocumentError("is a mail without text; save what is attached to it as files of their own")
    try:
        content = str(body.get_content())
    except (LookupError, KeyError) as error:
        raise DocumentError(f"is a mail in an unknown encoding ({error}); open it and save its text") from error
    text = read_web(content.encode()).text if body.get_content_subtype() == "html" else content
    attached = [part.get_filename() or part.get_content_type() for part in mail.iter_attachments()]
    sender: tuple[Address, ...] = mail["from"].addresses if mail["from"] else ()
    sent = mail["date"].datetime if mail["date"] else None
    return Reading(
        text,
        " ".join(str(mail["subject"] or "").split()),
        ", ".join(address.display_name or address.addr_spec for address in sender),
        sent.date().isoformat() if sent else "",
        note=f"attachments are not read ({', '.join(attached)}); save them beside it" if attached else "",
    )
