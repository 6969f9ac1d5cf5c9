"""Settings, the URL list, the permission table as a whole: the only part that knows every app."""
