"""The tables, the same on SQLite and PostgreSQL. A change here needs a migration beside it; a test compares the two."""

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One for each browser: a random name in a cookie, and nothing that says who sits before it.
people = Table(
    "people",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("identifier", String(255), nullable=False, unique=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("about", JSON, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("details", JSON, nullable=False),
    Index("ix_conversations_person_id_changed_at", "person_id", "changed_at"),
)

# `step` is the page's own description of a message, word for word; `text` is what a search reads.
steps = Table(
    "steps",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("text", Text, nullable=False),
    Column("step", JSON, nullable=False),
)

# How each answer came about, to be replayed when somebody says that it is wrong.
answers = Table(
    "answers",
    metadata,
    Column("step_id", String(36), primary_key=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("record", JSON, nullable=False),
)

# `helpful` is 1 or 0; `fault` says what is wrong: the answer or its source.
feedback = Table(
    "feedback",
    metadata,
    Column("step_id", String(36), primary_key=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("helpful", Integer, nullable=False),
    Column("fault", String(16)),
    Column("comment", Text, nullable=False),
)
