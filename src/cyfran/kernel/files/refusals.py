"""What files are refused."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class FileTooLarge(Refusal):
    """Over the limit of one upload."""

    sentence = _("The file is larger than {megabytes} MB. Send a smaller one.")


class FileEmpty(Refusal):
    """A file of no bytes."""

    sentence = _("The file is empty. Choose another.")


class PictureBroken(Refusal):
    """It begins like a picture and does not go on like one."""

    sentence = _("This picture is cut short or broken. Save it again, or choose another.")


class KindNotTaken(Refusal):
    """Neither a picture, a PDF, a spreadsheet in CSV, nor JSON, XML or text."""

    sentence = _(
        "Files of this kind are not taken. Send a picture, a PDF, or a CSV, JSON or text file."
    )
