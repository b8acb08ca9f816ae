"""The codes a detail may use. Terminologies (TRE_R38, TRE_G15) grow each year: only their shape is held."""

import re

SITE_TYPES = frozenset(
    {
        "",
        "pharmacy",
        "town_hall",
        "station",
        "post_office",
        "france_services",
        "village_hall",
        "health_centre",
        "msp",
        "ehpad",
        "company",
    }
)
ASSISTANCE = frozenset({"", "required", "on_site", "none"})
ASSISTANTS = frozenset({"", "pharmacist", "nurse", "agent"})
MODALITIES = frozenset({"AMB", "HH", "VR"})  # HL7 v3-ActCode
SECTORS = frozenset({"", "1", "2", "optam"})
STRUCTURES = frozenset({"", "es", "esms", "msp", "cds", "esp", "cpts", "liberal"})
IPA_SPECIALITIES = frozenset({"SI01", "SI02", "SI03", "SI04", "SI05"})  # TRE_R38; SI06 to SI08 are not IPA
PATHOLOGIES = frozenset({"heart_failure", "respiratory_failure", "diabetes", "kidney_disease", "implant"})
CHANNELS = frozenset({"voice", "sms", "video", "chat"})

PROFESSION = re.compile(r"[0-9]{2}")  # TRE_G15
SPECIALITY = re.compile(r"[A-Z]{1,4}[0-9]{2,3}")  # TRE_R38
INTERVENTION = re.compile(r"[a-z][a-z0-9_]{0,39}")
SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LANGUAGE = re.compile(r"[a-z]{2}")  # ISO 639-1
PHONE = re.compile(r"\+?[0-9][0-9 .()/-]{1,24}")
EMERGENCY_NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,15}")
