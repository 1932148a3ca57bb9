"""A plan: a checklist of steps that the documents advise, each with its source, to take along as Markdown or PDF."""
