"""The Django project: what is stored, who may do what, the pages."""
