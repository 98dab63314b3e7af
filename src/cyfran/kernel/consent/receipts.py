"""A receipt in the terms of ISO/IEC TS 27560:2023 (consent record information structure), with DPV's names for values."""

from typing import Any

from django.conf import settings

from cyfran.kernel.consent.cookie import AGE
from cyfran.kernel.consent.models import Receipt
from cyfran.kernel.societies.models import Society

SCHEMA = "ISO/IEC TS 27560:2023"
DPV = "https://w3id.org/dpv#"
JURISDICTION = "GB"
BASES = {
    "consent": "dpv:Consent",
    "statistics": "dpv:LegitimateInterest",
    "appearance": "dpv:LegitimateInterest",
    "necessary": "dpv:NecessaryForService",
}
CONTROLLER, PROCESSOR = "controller", "processor"


def as_receipt(receipt: Receipt, *, withdrawal_url: str) -> dict[str, Any]:
    """The receipt as it is given to the person: the words they were shown, and what they said to each purpose."""
    notice: dict[str, Any] = receipt.wording.notice
    purposes = [each for each in notice[receipt.language]["purposes"] if _had_a_say(receipt, each)]
    return {
        "@context": {"dpv": DPV},
        "schema_version": SCHEMA,
        "record_id": str(receipt.number),
        "pii_principal_id": _principal(receipt),
        "previous_record_id": str(receipt.previous.number) if receipt.previous else None,
        "privacy_notice": {
            "version": receipt.wording_id,
            "hash_algorithm": "SHA-256",
            "language": receipt.language,
            "text": notice,
        },
        "language": receipt.language,
        "purposes": [_purpose(each, withdrawal_url) for each in purposes],
        "party_identification": [_controller(receipt.society), *_processors(purposes)],
        "event": [_event(receipt, each) for each in purposes],
        "global_privacy_control": receipt.privacy_signal,
    }


def _had_a_say(receipt: Receipt, purpose: dict[str, Any]) -> bool:
    return purpose["key"] in receipt.allowed or purpose["key"] in receipt.refused


def _principal(receipt: Receipt) -> str:
    """Who chose: a number of ours, or the receipt's own random one; never a name or an address."""
    return f"person:{receipt.person_id}" if receipt.person_id else f"visitor:{receipt.number.hex}"


def _purpose(purpose: dict[str, Any], withdrawal_url: str) -> dict[str, Any]:
    processor = purpose["processor"]
    return {
        "purpose": purpose["key"],
        "purpose_description": f"{purpose['name']}: {purpose['purpose']}",
        "purpose_type": purpose["category"],
        "lawful_basis": BASES[purpose["basis"]],
        "pii_information": [
            {
                "pii_type": kept["where"],
                "pii_attribute_id": kept["name"],
                "pii_optional": True,
                "sensitive_pii_category": False,
                "special_pii_category": False,
            }
            for kept in purpose["kept"]
        ],
        "pii_controllers": [CONTROLLER],
        "collection_method": "dpv:CollectedFromDataSubject",
        "processing_method": "dpv:Use",
        "storage_locations": [kept["where"] for kept in purpose["kept"]] or ["the co-op's server"],
        "retention_period": [kept["lifetime"] for kept in purpose["kept"]],
        "jurisdiction": JURISDICTION,
        "recipient_third_parties": [f"{PROCESSOR}:{processor['name']}"] if processor else [],
        "withdrawal_method": withdrawal_url,
        "privacy_rights": withdrawal_url,
    }


def _controller(society: Society | None) -> dict[str, Any]:
    return {
        "party_id": CONTROLLER,
        "party_role": CONTROLLER,
        "party_name": str(society) if society else settings.SITE_ADDRESS,
        "party_address": society.office_address if society else "",
        "party_email": (society.contact_email if society else "") or settings.DEFAULT_FROM_EMAIL,
        "party_url": settings.SITE_ADDRESS,
        "party_type": "organisation",
    }


def _processors(purposes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    named = {each["processor"]["name"]: each["processor"] for each in purposes if each["processor"]}
    return [
        {
            "party_id": f"{PROCESSOR}:{name}",
            "party_role": PROCESSOR,
            "party_name": name,
            "party_address": processor["country"],
            "party_url": ", ".join(processor["hosts"]),
            "party_type": "organisation",
        }
        for name, processor in named.items()
    ]


def _event(receipt: Receipt, purpose: dict[str, Any]) -> dict[str, Any]:
    is_allowed, is_consent = purpose["key"] in receipt.allowed, purpose["basis"] == "consent"
    state = {
        (True, True): "dpv:ConsentGiven",
        (True, False): "dpv:ConsentRefused",
        (False, True): "not objected",
        (False, False): "objected",
    }[(is_consent, is_allowed)]
    return {
        "event_time": receipt.at.isoformat(),
        "event_type": "dpv:ExplicitlyExpressedConsent" if is_consent else "dpv:RightExercise",
        "event_state": state,
        "event_method": receipt.method,
        "validity_duration": f"P{AGE // 86_400}D",
        "entity_id": _principal(receipt),
        "purpose": purpose["key"],
    }
