"""The embedded database: SQLite as SQLCipher builds it.

Two reasons for an engine of our own. The SQLite that comes with Debian and with Python can corrupt a WAL database
when two connections write at the same moment (fixed in 3.51.3), and SQLCipher encrypts the file when a key is set.
"""
