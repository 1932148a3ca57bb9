"""Notice what a person needs to hear before any answer."""
