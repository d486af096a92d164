"""Pinyin: of people, surnames first; of organisations and places, by words."""

from pypinyin import lazy_pinyin

# Readings as surnames where they differ from the commonest reading of the character.
_SURNAME_READINGS = """
仇:qiu 单:shan 曾:zeng 区:ou 解:xie 查:zha 任:ren 朴:piao 盖:ge 盛:sheng 覃:qin 召:shao 翟:zhai 尉:wei 缪:miao
乐:yue 员:yun 宿:su 折:she 黑:he 秘:bi 祭:zhai 繁:po 隗:wei 冼:xian 洗:xian 种:chong 逄:pang 阚:kan 华:hua
那:na 谌:chen 牟:mou 佴:nai 乜:nie 幺:yao 车:che 句:gou 薄:bo 卜:bu 藏:zang 都:du 柏:bai 相:xiang 炅:gui
强:qiang 訾:zi 过:guo 郗:xi 舍:she 宓:mi 燕:yan 殷:yin 晟:cheng 重:chong 长:chang 行:xing 会:gui 便:pian
适:kuo 葛:ge 哈:ha 纪:ji 曲:qu 应:ying 占:zhan 落:luo 要:yao 合:he 角:jue 无:wu 尹:yin 於:yu
粘:nian 么:yao 能:nai 贠:yun 郇:xun
"""
_SURNAMES = dict(pair.split(":") for pair in _SURNAME_READINGS.split())
_COMPOUND_SURNAMES = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "单于": ("chan", "yu"),
    "乐正": ("yue", "zheng"),
    "令狐": ("ling", "hu"),
    "鲜于": ("xian", "yu"),
    "宿勤": ("su", "qin"),
    "车非": ("ju", "fei"),
    "亓官": ("qi", "guan"),
}
# Readings inside given names where the commonest reading of the lone character is another one.
_GIVEN = {
    "卜": "bu",
    "晟": "sheng",
    "长": "chang",
    "都": "du",
    "还": "huan",
    "藏": "cang",
    "翟": "zhai",
    "单": "shan",
    "曾": "zeng",
}


class _Syllables(dict[str, str]):
    """Character → syllable, filled on demand; at most one entry for each character of Unicode."""

    def __missing__(self, character: str) -> str:
        if character.isascii():
            syllable = character.lower() if character.isalnum() else ""
        else:
            reading = lazy_pinyin(character, errors="ignore")
            syllable = reading[0] if reading else ""
        self[character] = syllable
        return syllable


_syllables = _Syllables(_GIVEN)


def syllables(name: str) -> list[str]:
    """One entry per character of a person's name, surname readings first; "" for what has no reading."""
    found = [_syllables[character] for character in name]
    if name:
        compound = _COMPOUND_SURNAMES.get(name[:2])
        if compound is not None and len(name) > 2:
            found[0], found[1] = compound
        elif name[0] in _SURNAMES:
            found[0] = _SURNAMES[name[0]]
    return found


def pinyin(name: str) -> tuple[str, str]:
    """(full, initials) of a person's name, lower case, no spaces: 仇明 → ("qiuming", "qm"). ü is v."""
    found = syllables(name)
    return "".join(found), "".join([syllable[:1] for syllable in found])


def _letters_and_digits(rest: str) -> list[str]:
    return [character.lower() if character.isascii() and character.isalnum() else "" for character in rest]


# Characters of places that people read in two ways, or in another way than the dictionary of words.
_TWO_READINGS = {
    "朝": ("chao", "zhao"),
    "乐": ("le", "yue"),
    "长": ("chang", "zhang"),
    "重": ("chong", "zhong"),
    "厦": ("xia", "sha"),
    "巷": ("xiang", "hang"),
    "弄": ("nong", "long"),
    "堡": ("bao", "pu"),
    "圩": ("xu", "wei"),
    "埔": ("pu", "bu"),
    "柏": ("bai", "bo"),
}
_MOST_READINGS = 4


def phrase_pinyin(text: str) -> tuple[str, str]:
    """(full, initials) of an organisation's or place's name: words decide the reading (区委)."""
    return phrase_readings(text)[0]


def phrase_readings(text: str) -> list[tuple[str, str]]:
    """Every usual reading, the likeliest first: 朝阳 → chaoyang, zhaoyang; at most four."""
    found = [lazy_pinyin(text, errors=_letters_and_digits)]  # type: ignore[arg-type]
    for place, character in enumerate(text):
        for reading in _TWO_READINGS.get(character, ()):
            found += [[*one[:place], reading, *one[place + 1 :]] for one in found[:1] if one[place] != reading]
    if "朝阳" in text:  # the dictionary reads it as the morning sun, offices as the district
        found.sort(key=lambda one: "chao" not in one)
    return [("".join(one), "".join([syllable[:1] for syllable in one])) for one in found[:_MOST_READINGS]]
