"""How everything looks: theme, base templates, form fields, page headers, drafts, and the page that shows them all."""
