"""The pages: the gate, the patient's own, a helper's, and the unit's."""
