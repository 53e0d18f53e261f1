"""Questionnaires away from the desk: answered by the person alone through a link, or on paper."""
