"""DICOM files (PS3): images and their light, and what the other sorts hold, in plain values."""
