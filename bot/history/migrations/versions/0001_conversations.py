"""People, conversations, their steps, how answers came about, and feedback on them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("identifier", sa.String(255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("identifier", name="uq_people_identifier"),
    )
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_conversations_person_id_people", ondelete="CASCADE"),
    )
    op.create_index("ix_conversations_person_id_changed_at", "conversations", ["person_id", "changed_at"])
    op.create_table(
        "steps",
        sa.Column("id", sa.String(36), nullable=False),
        *_of_a_conversation("steps"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("step", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
    )
    op.create_table(
        "answers",
        sa.Column("step_id", sa.String(36), nullable=False),
        *_of_a_conversation("answers"),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("step_id", name="pk_answers"),
    )
    op.create_table(
        "feedback",
        sa.Column("step_id", sa.String(36), nullable=False),
        *_of_a_conversation("feedback"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("helpful", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(16), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("step_id", name="pk_feedback"),
    )
    for table in ("steps", "answers", "feedback"):
        op.create_index(f"ix_{table}_conversation_id", table, ["conversation_id"])


def downgrade() -> None:
    for table in ("feedback", "answers", "steps", "conversations", "people"):
        op.drop_table(table)


def _of_a_conversation(table: str) -> tuple[sa.Column[str], sa.ForeignKeyConstraint]:
    key = sa.ForeignKeyConstraint(
        ["conversation_id"], ["conversations.id"], name=f"fk_{table}_conversation_id_conversations", ondelete="CASCADE"
    )
    return sa.Column("conversation_id", sa.String(36), nullable=False), key
