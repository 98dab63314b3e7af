from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "cyfran.kernel.feedback"
    label = "feedback"
