"""Operators' files: bytes in, domain values and named rejections out. Pure: no clock, no input or output."""
