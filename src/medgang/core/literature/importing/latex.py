"""LaTeX's ways of writing a letter, turned into the letter."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
    "t": "\u0361",
}
_LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "ss": "ß", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "NG": "Ŋ", "S": "§",
    "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "textregistered": "®", "texttrademark": "™", "dots": "…",
    "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "textasciitilde": "~",
    "textbackslash": "\\", "textunderscore": "_", "textdegree": "°", "degree": "°", "textmu": "µ", "pm": "±",
    "times": "×", "cdot": "·", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "approx": "≈", "sim": "∼",
    "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
    "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω", "textless": "<", "textgreater": ">", "textbar": "|", "guillemotleft": "«", "guillemotright": "»",
    "textquotesingle": "'", "quotesinglbase": "‚", "quotedblbase": "„", "textexclamdown": "¡", "textquestiondown": "¿",
    "textasciicircum": "^", "textbullet": "•", "textperiodcentered": "·", "space": " ", "quad": " ", "backslash": "\\",
}  # fmt: skip
_ACCENT = re.compile(r"\\([`'^~\"=.])\s*\{?\s*(\\[ij](?![a-zA-Z])|[^\W\d_])\s*\}?")
_NAMED_ACCENT = re.compile(r"\\([uvHckrdbt])(?:\s*\{\s*(\\[ij]|[^\W\d_])\s*\}|\s+([^\W\d_]))")
_COMMAND_GROUP = re.compile(
    r"\\(?:text(?:it|bf|rm|sc|tt|sf|up|md|sl|normal|superscript|subscript)?|emph|mathrm|mathbf|mathit|mathsf|mbox|url|href"
    r"|ensuremath|uppercase|lowercase|underline|enquote|textquote)\s*\{([^{}]*)\}"
)
_COMMAND = re.compile(r"\\([a-zA-Z]+)(?:\{\}|\s+|(?![a-zA-Z]))")
_ESCAPED = re.compile(r"\\([%&$#_{}\s,;:!/@-])")
_FONT = re.compile(r"\\(?:it|bf|em|rm|sc|tt|sl|small|large)\b\s*")


def _accented(mark: str, letter: str) -> str:
    base = letter.lstrip("\\")
    return unicodedata.normalize("NFC", base + _ACCENTS[mark])


def _named(match: re.Match[str]) -> str:
    name = match[1]
    return _LETTERS.get(name, match[0])


def decode_latex(text: str) -> str:
    """`Ren{\\'e} \\& {\\O}ystein` → `René & Øystein`. What is not known is left as it stands, without its braces."""
    if "\\" in text:
        text = _ACCENT.sub(lambda m: _accented(m[1], m[2]), text)
        text = _NAMED_ACCENT.sub(lambda m: _accented(m[1], m[2] or m[3]), text)
        for _ in range(3):
            text = _COMMAND_GROUP.sub(r"\1", text)
        text = _FONT.sub("", text)
        text = _COMMAND.sub(_named, text)
        text = _ESCAPED.sub(lambda m: m[1] if m[1] in "%&$#_{}@" else ("" if m[1] in "/-!" else " "), text)
    if "$" in text:
        text = re.sub(r"\$([^$]{0,200})\$", lambda m: re.sub(r"[_^](?=[\w{+-])", "", m[1]), text)
    text = text.replace("{", "").replace("}", "")
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return re.sub(r"(?<!\\)~", " ", text)
