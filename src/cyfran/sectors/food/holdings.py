"""What is held here about a person."""

from cyfran.kernel.holdings import nobody_is_in

nobody_is_in("food.FoodFacts", "food")
