"""The finder in the pages of other sites: no cookies, no fonts, nothing of the frame around other pages."""
