"""The look of Polias: the GOV.UK and Ministry of Justice components, restyled once so that every page agrees."""
