"""Feeds: sources that are fetched by themselves, at their own pace."""
