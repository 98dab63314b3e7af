"""Who else may handle data is for the members to resolve: one rule for each processor that the code could use."""

from django.utils.module_loading import autodiscover_modules
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.disclosures import Processor, processors
from cyfran.kernel.societies.rulebook import Rule, declare_rule

autodiscover_modules("disclosures")


def declare_processor_rule(processor: Processor) -> Rule:
    """Members can let the processor in, and out again; nobody else can."""
    return declare_rule(
        processor.rule,
        unit="bool",
        floor=0,
        ceiling=1,
        default=0,
        resolution="ordinary",
        label=format_lazy(_("{name} may process data for the co-op"), name=processor.name),
        explanation=_(
            "Until members resolve it, no page loads anything from there, whatever a visitor allows. After that, "
            "each visitor is still asked."
        ),
    )


for _processor in processors.values():
    declare_processor_rule(_processor)
