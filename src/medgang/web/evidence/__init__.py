"""The evidence workbench: reviews, their records, screening, flow, appraisal and pooling."""
