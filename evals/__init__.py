"""The evaluation: what is asked, how answers are judged, and the figures."""
