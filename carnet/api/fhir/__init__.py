"""FHIR R4: MHD and PDSm."""
