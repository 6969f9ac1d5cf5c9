"""The shape of each area of content: what a file may hold, and how it becomes the core's own types."""
