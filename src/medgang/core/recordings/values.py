"""A session review as plain values, for JSON and for storing: codes and numbers, the maximum and the zones included.

The fields stand in docs/commands/recording.md. A stored review never changes when a person gets older or a rule is
mended: it holds what it was computed with, and the version of the computations.
"""

from __future__ import annotations

from medgang.core.recordings.recording import Recording
from medgang.core.recordings.review import Bout, Rest, SessionReview

SCHEMA = "medgang-recording-1"


def review_values(recording: Recording, review: SessionReview) -> dict[str, object]:
    """The whole review; seconds from the first record, heart rate in beats per minute, shares 0 to 1."""
    found = review.fidelity
    return {
        "schema": SCHEMA,
        "format": recording.format.value,
        "started": None if recording.started is None else recording.started.isoformat(),
        "samples": review.samples,
        "seconds": review.seconds,
        "heart_rate": {"mean": _one(review.mean_bpm), "max": _one(review.max_bpm)},
        "hr_max": {
            "bpm": review.hr_max.bpm,
            "source": review.hr_max.source.value,
            "error": review.hr_max.error_bpm,
            "date": None if review.hr_max.on is None else review.hr_max.on.isoformat(),
        },
        "plan": None if review.plan is None else review.plan.key,
        "quality": {
            "valid_s": review.quality.valid_s,
            "valid_share": round(review.quality.valid_share, 4),
            "missing_s": review.quality.missing_s,
            "out_of_range_s": review.quality.out_of_range_s,
            "spike_s": review.quality.spike_s,
            "flat_s": review.quality.flat_s,
            "start_up_s": review.quality.start_up_s,
            "cadence_suspect_s": review.quality.cadence_suspect_s,
        },
        "zone_scale": review.zone_scale,
        "zones": [
            {
                "key": zone.key,
                "low_bpm": zone.low_bpm,
                "high_bpm": zone.high_bpm,
                "low_pct": zone.low_pct,
                "high_pct": zone.high_pct,
                "seconds": zone.seconds,
            }
            for zone in review.zones
        ],
        "intervals": [_bout(bout) for bout in review.bouts],
        "rests": [_rest(rest) for rest in review.rests],
        "fidelity": {
            "verdict": found.verdict.value,
            "planned_bouts": found.planned_bouts,
            "done_bouts": found.done_bouts,
            "bouts_missing": found.bouts_missing,
            "bouts_extra": found.bouts_extra,
            "planned_work_s": found.planned_work_s,
            "done_work_s": found.done_work_s,
            "seconds_in_target": found.seconds_in_target,
            "reachable_s": found.reachable_s,
            "share_of_reachable": _one(found.share_of_reachable, 3),
            "valid_share": _one(found.valid_share, 4),
        },
        "warnings": [{"code": one.code.value, "count": one.count} for one in review.warnings],
        "losses": [{"code": loss.code.value, "count": loss.count} for loss in review.losses],
        "version": review.version,
    }


def _bout(bout: Bout) -> dict[str, object]:
    return {
        "number": bout.number,
        "start_s": bout.start_s,
        "end_s": bout.end_s,
        "source": bout.source.value,
        "lap_label": None if bout.lap_label is None else bout.lap_label.value,
        "mean_bpm": _one(bout.mean_bpm),
        "peak_bpm": _one(bout.peak_bpm),
        "mean_pct": _one(bout.mean_pct),
        "peak_pct": _one(bout.peak_pct),
        "target_low_pct": bout.target_low_pct,
        "target_high_pct": bout.target_high_pct,
        "seconds_in_target": bout.seconds_in_target,
        "seconds_above": bout.seconds_above,
        "reachable_s": bout.reachable_s,
        "minute_three_bpm": _one(bout.minute_three_bpm),
        "minute_three_pct": _one(bout.minute_three_pct),
        "valid_s": bout.valid_s,
        "valid_share": round(bout.valid_share, 4),
    }


def _rest(rest: Rest) -> dict[str, object]:
    return {
        "after": rest.after,
        "start_s": rest.start_s,
        "end_s": rest.end_s,
        "mean_bpm": _one(rest.mean_bpm),
        "mean_pct": _one(rest.mean_pct),
        "lowest_bpm": _one(rest.lowest_bpm),
        "lowest_pct": _one(rest.lowest_pct),
        "guide_pct": rest.guide_pct,
        "under_guide_after_s": rest.under_guide_after_s,
        "valid_s": rest.valid_s,
    }


def _one(value: float | None, decimals: int = 1) -> float | None:
    return None if value is None else round(value, decimals)
