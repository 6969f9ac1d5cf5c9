"""The clinical content as data, its one loader, and the words for the core's codes."""

from medgang.content.loader import Content, ContentError, Schema, Text, content_files, load, load_all

__all__ = ["Content", "ContentError", "Schema", "Text", "content_files", "load", "load_all"]
