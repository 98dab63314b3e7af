"""Offices held by appointment are roles, from the moment they start until they end."""

from cyfran.kernel.actions import role_source

role_source("""
    SELECT appointment.office
      FROM (SELECT cyfran_now() AS moment) AS clock, societies_appointment AS appointment
      JOIN societies_party AS party ON party.society_id = appointment.society_id AND party.id = appointment.party_id
     WHERE appointment.society_id = %(society)s AND party.person_id = %(person)s
       AND appointment.starts_at <= clock.moment AND (appointment.ends_at IS NULL OR appointment.ends_at > clock.moment)
""")
