from django.apps import AppConfig


class FoodConfig(AppConfig):
    name = "cyfran.sectors.food"
    label = "food"

    def ready(self) -> None:
        """Shops show what food has to say of its offers."""
        from cyfran.sectors.food.queries import food_facts
        from cyfran.trade.catalogue.facts import facts_source

        facts_source(food_facts)
