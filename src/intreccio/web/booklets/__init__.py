"""Services on paper: PDF/UA documents typeset by typst."""
