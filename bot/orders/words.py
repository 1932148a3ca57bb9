"""Words of orders to a machine, in nine languages, as patterns. `*` stands for any ending, `_` for a space or a hyphen."""

import re


def any_of(words: str) -> str:
    """A pattern of any of these words, as a whole word, the longest first."""
    pieces = (re.escape(word).replace(r"\*", r"\w*").replace("_", r"[\s-]") for word in sorted(words.split(), key=len)[::-1])
    return rf"(?<!\w)(?:{'|'.join(pieces)})(?!\w)"


IGNORE = any_of("""
    ignore ignoring disregard disregarding forget override overrule overlook bypass discard neglect ignoriere ignorieren
    ignoriert ignorier missachte missachten missachtet vergiss vergessen vergesst ignorez ignorer oublie oubliez oublier
    ignora ignorad ignorar olvida olvide olviden olvidar desatiende ignori ignorate ignorare dimentica dimenticate
    dimenticare ignorem esquece esqueça esqueçam desconsidere negeer negeren vergeet zignoruj zignorujcie ignoruj pomiń
    zapomnij ignorera glöm""")
EARLIER = any_of("""
    previous previously prior earlier preceding above foregoing former original initial existing before vorherige*
    bisherige* frühere* obige* vorangegangene* précédent* antérieur* ci-dessus anterior* previ* precedent* vorige
    voorgaande eerdere bovenstaande poprzedni* wcześniejsz* powyższ* tidigare föregående ovanstående""")
YOUR = any_of("""
    your ur ya yours dein* eure* ihre* vos tes ton votre tu tus su sus tue tua tuo vostre seu seus sua suas tuas je jouw
    uw swoje swój swoich twoje twój twoich dina din ditt""")
RULES = any_of("""
    instruction* rule rules prompt prompts guideline* directive* commands orders programming restrictions system_message
    anweisung* regeln vorgaben systemprompt instruktion* befehle consigne* règles instruccion* reglas órdenes
    indicaciones istruzion* regole instruç* regras instructies regels instrukcj* poleceni* zasad* reguł* regler""")
# Between an order and what it is about.
ALL = any_of("""
    all any every everything and of the these those that was were you have been given other alle aller alles die das den
    sie lo tutto quello toute toutes tous les des todas todo todos los las as os o tutte tutti le gli il la wszystkie
    wszystkich alla""")
ONLY = any_of("""
    only just solely exclusively simply nothing_but exactly nur ausschließlich seulement uniquement sólo solo solamente
    únicamente soltanto apenas somente alleen slechts tylko wyłącznie endast bara""")
SAY = any_of("""
    say write reply respond answer output print type repeat state sag sage sagen sagt schreib schreibe antworte
    antworten dis dites dire écris écrivez réponds répondez répondre répète répétez di diga digan dime decir escribe
    escriba responde responda responder scrivi dimmi dica dite rispondi rispondete rispondere dizer escreva zeg zeggen
    schrijf antwoord antwoorden powiedz powiedzieć odpowiedz odpowiadaj odpowiadać napisz säg säga svara skriv""")
RECOMMEND = any_of("""
    recommend promote praise endorse advertise empfiehl empfehle empfehlen empfehlt recommande recommandez recommander
    recomienda recomiende recomendar raccomanda raccomandare consiglia consigliare recomende aanbevelen aanraden polecaj
    polecać poleć rekommendera""")
MUST = any_of("""
    must should shall have_to has_to need_to ought_to are_to is_to please are_instructed_to are_asked_to are_required_to
    are_told_to müssen sollen sollten doivent doit deben debe tienen_que devono deve devem moeten dienen muszą powinny
    powinni mają måste ska""")
THAT = any_of("that dass que qu che dat że att")
MACHINE = any_of("""
    ai_assistant ai_assistants ai_system ai_systems ai_model ai_models ai_agent ai_agents ai_bot ai_bots ai_tool
    ai_tools ai_reader ai_readers ai_crawler ai_crawlers ai_chatbot ai_chatbots ais llm llms chatgpt claude copilot
    chatbot chatbots chat_bot chat_bots bots language_model language_models virtual_assistant virtual_assistants
    digital_assistants automated_systems automated_readers summarizer summarizers summariser summarisers asistente_de_ia
    assistente_ia assistente_di_ia assistente_de_ia assistant_ia assistant_d'ia ai_assistent ki_system ki_systeme
    ki_systemen ki_assistent ki_assistenten ki_modelle sprachmodell sprachmodelle assistants_ia assistants_d'ia
    assistants_virtuels modèles_de_langage asistentes_de_ia asistentes_virtuales modelos_de_ia modelos_de_lenguaje
    assistenti_ia assistenti_ai assistenti_virtuali modelli_linguistici assistentes_de_ia assistentes_virtuais
    modelos_de_linguagem ai_assistenten ai_systemen taalmodellen asystenci_ai chatboty modele_językowe systemy_ai
    ai_assistenter chattbotar språkmodeller""")
ANSWER = any_of("""
    answer answers anser ansers awnser awnsers reply replies response responses output outputs summary summaries message
    messages antwort antworten réponse réponses respuesta respuestas risposta risposte resposta respostas antwoorden
    odpowiedzi svar""")
TEXT = any_of("""
    word words phrase sentence code codeword slogan wort wörter satz mot mots palabra palabras frase parola parole
    palavra woord woorden zin słowo słowa ordet""")
QUOTED = r"[\"“”„«‘]"
# Rules that stand before the order: "previous instructions", "the rules above".
EARLIER_RULES = rf"(?:{EARLIER}\s+(?:\w+\s+)?{RULES}|{RULES}\s+(?:\w+\s+){{0,3}}?{EARLIER})"
ASK = any_of("""
    what whats what's which who whom whose how where when why was wie welche welcher welches wer wo wann warum wieviel
    quel quelle quels quelles combien comment où pourquoi qué cuánto cuánta cuál cómo dónde cuándo quanto quanta quale
    come dove perché qual onde hoeveel welke hoe wat waar ile jak jaki jaka gdzie kiedy vad hur""")
