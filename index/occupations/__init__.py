"""Occupations from official tables: O*NET says what is done in them, the OEWS wage survey what is paid.

The tables are the user's own downloads; what is shipped is how they are read.
"""
