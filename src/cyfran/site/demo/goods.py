"""What the valley grows, bakes and makes: seller, names, unit, size, price in pence, shelf, and whether it is organic."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Good:
    """One offer of the demonstration; `stock` is what there is of it each cycle, None on demand."""

    seller: str
    en: str
    cy: str
    unit: str
    size: int
    price: int
    category: str
    stock: int | None = None
    organic: bool = False
    tax_code: str = "zero"


STALLS = {
    "Dai Rees": "Fferm Cwm Du",
    "Elin Huws": "Gardd Elin",
    "Tomos Glan y Môr": "Glan y Môr",
    "Sara Bowen": "Popty Sara",
    "Ifan Tŷ Isaf": "Tŷ Isaf",
    "Bethan Teifi": "Caws Teifi",
    "Non Perllan": "Perllan Non",
    "Huw Melin Wen": "Melin Wen",
}
GOODS = (
    Good("Dai Rees", "Leeks, bunch", "Cennin, bwnsiad", "g", 500, 180, "vegetables", 60, True),
    Good("Dai Rees", "Potatoes, earthy", "Tatws pridd", "g", 2000, 260, "vegetables", 80, True),
    Good("Dai Rees", "Swede", "Erfinen", "g", 800, 110, "vegetables", 40, True),
    Good("Dai Rees", "Curly kale", "Cêl crych", "g", 250, 160, "vegetables", 30, True),
    Good("Elin Huws", "Carrots, muddy", "Moron mwdlyd", "g", 1000, 120, "vegetables", 70, True),
    Good("Elin Huws", "Salad leaves", "Dail salad", "g", 150, 210, "vegetables", 24, True),
    Good("Elin Huws", "Beetroot, bunch", "Betys, bwnsiad", "g", 600, 170, "vegetables", 30, True),
    Good("Elin Huws", "Parsley, pot", "Persli, potyn", "each", 1, 150, "vegetables", 12, True),
    Good("Tomos Glan y Môr", "Laverbread", "Bara lawr", "g", 200, 340, "fish", 16),
    Good("Tomos Glan y Môr", "Mackerel, smoked", "Macrell mwg", "g", 250, 480, "fish", 14),
    Good("Tomos Glan y Môr", "Cockles", "Cocos", "g", 150, 390, "fish", 12),
    Good("Sara Bowen", "Sourdough, large", "Surdoes mawr", "g", 800, 410, "bakery", 40),
    Good("Sara Bowen", "Welsh cakes, 6", "Pice ar y maen, 6", "each", 6, 300, "bakery", 36),
    Good("Sara Bowen", "Bara brith", "Bara brith", "g", 600, 520, "bakery", 18),
    Good("Ifan Tŷ Isaf", "Eggs, 6", "Wyau, 6", "each", 6, 230, "eggs", 90),
    Good("Ifan Tŷ Isaf", "Whole milk, 1 l", "Llaeth cyflawn, 1 l", "ml", 1000, 145, "dairy", 60),
    Good("Ifan Tŷ Isaf", "Salted butter", "Menyn hallt", "g", 250, 330, "dairy", 30),
    Good("Bethan Teifi", "Caerphilly", "Caws Caerffili", "g", 250, 560, "dairy", 26),
    Good("Bethan Teifi", "Soft goat’s cheese", "Caws gafr meddal", "g", 150, 430, "dairy", 16),
    Good("Non Perllan", "Apples, Bardsey", "Afalau Enlli", "g", 1000, 200, "fruit", 50),
    Good(
        "Non Perllan", "Apple juice", "Sudd afal", "ml", 750, 350, "drinks", 24, False, "standard"
    ),
    Good("Non Perllan", "Pears", "Gellyg", "g", 1000, 240, "fruit", 30),
    Good("Huw Melin Wen", "Oat milk, 1 l", "Llaeth ceirch, 1 l", "ml", 1000, 175, "drinks", 30),
    Good("Huw Melin Wen", "Wholemeal flour", "Blawd cyflawn", "g", 1500, 290, "pantry", 40),
    Good("Huw Melin Wen", "Rolled oats", "Ceirch wedi’u rholio", "g", 1000, 220, "pantry", 40),
)
