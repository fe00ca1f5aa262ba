"""Words that the big project's texts are put together from. They sound municipal and mean nothing."""

from __future__ import annotations

AREAS = (
    "Samhällsbyggnad",
    "Stadsmiljö",
    "Miljö och hälsa",
    "Förskola",
    "Grundskola",
    "Gymnasium",
    "Socialtjänst",
    "Äldreomsorg",
    "Funktionsstöd",
    "Kultur",
    "Idrott",
    "Vatten och avfall",
    "Fastighet",
    "Stadsledning",
    "Arbetsmarknad",
)
UNIT_NAMES = ("Myndighetsenheten", "Administration", "Registratur och stöd", "Fältenheten")
ROLE_NAMES = ("Handläggare", "Administratör", "Assistent", "Samordnare", "Enhetschef")
ACTIONS = (
    "Ansöka om",
    "Anmäla",
    "Ändra",
    "Säga upp",
    "Fråga om",
    "Boka",
    "Överklaga",
    "Registrera",
    "Komplettera",
    "Granska",
    "Fakturera",
    "Besikta",
    "Skicka kvittens om",
    "Följa upp",
)
OBJECTS = (
    "bygglov för altan",
    "plats i förskola",
    "parkeringstillstånd",
    "bidrag till förening",
    "plats i simskola",
    "hemtjänst i ordinärt boende",
    "skolskjuts",
    "avfallsabonnemang",
    "enskilt avlopp",
    "serveringstillstånd",
    "faktura för omsorg",
    "trasig gatubelysning",
    "nybyggnadskarta",
    "lokal för sammankomst",
    "allmän handling",
    "vattenmätare",
    "färdtjänst",
    "ekonomiskt stöd",
    "båtplats i hamn",
    "modersmålsundervisning",
)
OPENINGS = (
    "Den som ringer",
    "Sökanden",
    "Fastighetsägaren",
    "Vårdnadshavaren",
    "Handläggaren",
    "Administratören",
    "Enheten",
    "Företaget",
)
MIDDLES = (
    "vill veta hur det går med",
    "lämnar uppgifter som gäller",
    "kontrollerar underlaget till",
    "skickar in en blankett för",
    "behöver besked om",
    "frågar vad som krävs för",
    "registrerar det som rör",
)
ENDINGS = (
    "innan veckan är slut.",
    "och får kvittens samma dag.",
    "men saknar en bilaga.",
    "enligt gällande taxa.",
    "och vill bli uppringd.",
    "när underlaget är komplett.",
    "i samband med flytt.",
    "för andra året i rad.",
)
GROUPS = ("Boende", "Företag", "Föreningar", "Vårdnadshavare", "Fastighetsägare", "Anhöriga")
LAWS = (
    "Kommunallagen",
    "Förvaltningslagen",
    "Plan- och bygglagen",
    "Skollagen",
    "Socialtjänstlagen",
    "Miljöbalken",
)
SYSTEMS = ("Ärendesystemet", "Verksamhetssystemet", "Ekonomisystemet", "Kartan", "Bokningssystemet", "")
RIGHTS = ("läsa", "läsa och skriva", "")
LABELS = ("komplett", "behöver kompletteras", "går vidare", "avslutas", "")
