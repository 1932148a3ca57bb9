"""What somebody typed, in the plain form that patterns of short English phrases are written for."""

import re
import unicodedata

# What learners often type, by what they mean. "id" and "ill" are words of their own, so they are left alone.
TYPED_FOR = {
    "i am": "im iam",
    "i have": "ive",
    "you are": "youre ure",
    "what is": "whats wats wots",
    "who is": "whos",
    "that is": "thats",
    "how is": "hows",
    "do not": "dont dnt donot",
    "does not": "doesnt",
    "did not": "didnt",
    "is not": "isnt",
    "can not": "cant cannot cnt",
    "could not": "couldnt",
    "will not": "wont",
    "have not": "havent",
    "going to": "gonna",
    "want to": "wanna wana",
    "got to": "gotta",
    "thank you": "thankyou thanku",
    "thanks": "thx thnx tnx thnks thanx tks",
    "no one": "noone",
    "your self": "yourself urself",
    "myself": "meself myslef mysel",
    "you": "u yu yuo",
    "your": "ur yor",
    "are": "r",
    "people": "ppl",
    "please": "pls plz plese",
    "because": "cuz cos coz becuse becouse bcause",
    "hello": "helo hallo hullo ello",
    "what": "wat wot waht wht",
    "which": "wich whitch",
    "how": "hwo",
    "who": "hoo hu",
    "about": "abuot abot",
    "really": "realy rly",
    "remember": "rember remeber remmember rememer",
    "mistake": "mistak misstake",
    "mistakes": "mistaks misstakes mistaques",
    "speak": "speek spek",
    "talk": "tolk tallk",
    "language": "langage langauge languge",
    "languages": "langages langauges languges",
    "human": "humen humman humain",
    "person": "persn persson",
    "save": "sav",
    "store": "stor",
    "suicide": "sucide suiside suicid suecide suicied",
    "suicidal": "sucidal suicidel suisidal",
    "hopeless": "hopless hopeles opeless",
    "worthless": "worthles wortless",
    "overwhelmed": "overwelmed overwhelmd overwhelemd",
    "ashamed": "ashmed asheamed",
    "depressed": "depresed depress",
    "desperate": "desparate desperated",
    "scared": "scard scarred skared",
    "afraid": "afriad affraid",
    "panicking": "panicing panikking paniking",
    "lonely": "lonley lonly",
    "sleep": "slep",
    "everyone": "evryone every1 evereyone everyboddy",
    "everybody": "evrybody",
    "nobody": "nobdy noboddy",
    "guarantee": "garantee garanty guarante gurantee guarentee gaurantee guaranty",
    "guaranteed": "garanteed garanted guarenteed guarantied gauranteed",
    "promise": "promiss promis promice",
    "enough": "enuf enof enogh enugh enouf",
    "intelligent": "inteligent intellegent intelligant",
    "stupid": "stupit stupied stuped",
    "smart": "smrt",
    "job": "jobb",
    "work": "wrok",
    "losing": "loosing",
    "anymore": "anymor",
}
MEANT = {typed: meant for meant, spellings in TYPED_FOR.items() for typed in spellings.split()}


def plain(text: str) -> str:
    """Lower-case words with one space between: no punctuation, no accents, contractions in full, common misspellings
    mended, "sooo" as "so".

    Of misspellings it covers those of TYPED_FOR only; index.spelling corrects questions, for the search.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    in_full = re.sub(r"['’]ll\b", " will", re.sub(r"['’]d\b", " would", letters))
    joined = re.sub(r"['’‘`´]", "", in_full)
    shortened = re.sub(r"([^\W\d_])\1{2,}", r"\1", joined)
    return " ".join(MEANT.get(word, word) for word in re.findall(r"\w+", shortened))
