"""The one search for pages and API."""
