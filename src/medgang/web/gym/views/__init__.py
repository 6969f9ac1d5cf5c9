"""The pages of the gym: the week, one session, its clock."""
