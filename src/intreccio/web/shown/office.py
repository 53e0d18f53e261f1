"""What templates/office is given of other sites that show the finder."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EmbedShown:
    """A site that may show the finder; `line` is the HTML to copy, with or without the script for its height."""

    id: str
    host: str
    question: str
    question_url: str
    is_on: bool
    issued: str
    line: str
    line_with_script: str
    url: str
