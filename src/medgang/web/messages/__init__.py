"""What we send to people: an outbox, fixed texts without a health word, and adapters for e-mail, SMS and paper."""
