"""From judgement to approved procedure: what rests on what, evidence to decision, AGREE II, group and hearing."""
