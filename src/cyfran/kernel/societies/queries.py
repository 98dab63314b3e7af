"""Reads about societies, their parties, offices and mandates."""

from datetime import UTC, datetime

from django.db import connection
from django.db.models import DateTimeField, Func, Q, QuerySet

from cyfran.kernel.database import columns_of, loaded, planned_rows
from cyfran.kernel.societies.models import Appointment, Mandate, Party, Society

ENTER = (
    f"SELECT {columns_of(Society)}, cyfran_now(), set_config('cyfran.society', id::text, true) "  # noqa: S608
    "FROM societies_society WHERE slug = %s"
)


def enter_society(slug: str) -> tuple[Society, datetime] | None:
    """The society at this address, and the moment by the installation's clock; None where there is none.

    For the rest of this transaction the database shows that society and no other. One query does all three.
    """
    rows = planned_rows(ENTER, [slug])
    if not rows:
        return None
    *values, moment, _tenant = rows[0]
    return loaded(Society, values), moment.astimezone(UTC)


def societies_of(person_id: int) -> QuerySet[Society]:
    """The societies in which this person is known."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT societies_of_person(%s)", [person_id])
        ids = [row[0] for row in cursor.fetchall()]
    return Society.objects.filter(pk__in=ids).order_by("slug")


def party_of(society: Society, person_id: int | None) -> Party | None:
    """The society's own record of this person, if it has one."""
    return Party.objects.filter(society=society, person_id=person_id).first() if person_id else None


def holders_of(society: Society, *offices: str) -> QuerySet[Party]:
    """Who holds any of these offices now."""
    return Party.objects.filter(
        society=society,
        appointments__in=serving(society).filter(office__in=offices),
    ).distinct()


def serving(society: Society | int) -> QuerySet[Appointment]:
    """The offices that are held now: those without an end, and those whose end is still to come."""
    society_id = society if isinstance(society, int) else society.pk
    moment = Func(function="cyfran_now", output_field=DateTimeField())
    return Appointment.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=moment),
        society_id=society_id,
        starts_at__lte=moment,
    )


def job_mandate(society: Society | int, job: str) -> Mandate:
    """The standing mandate of a scheduled job in the society."""
    society_id = society if isinstance(society, int) else society.pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT societies_mandate_for(%s, 'job', %s)", [society_id, job])
        return Mandate(
            pk=cursor.fetchone()[0],
            society_id=society_id,
            kind=Mandate.Kind.JOB,
            reference=job,
        )
