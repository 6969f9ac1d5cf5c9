"""Which templates forms are drawn with."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class DesignRenderer(DjangoTemplates):
    """Every form of the site, also those that come from libraries, looks like ours."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
