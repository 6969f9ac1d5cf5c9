"""The design app's own pages: language and colours, drafts, and the catalogue of parts."""
