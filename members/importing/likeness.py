"""One person with two numbers: the same name and birth, and the same phone or day of joining (MEM-13).

A number mistyped with a right check digit makes a second person of a member; nothing else gives it away.
"""

from collections import Counter

from members.importing.reading import QUESTION, Chunk, Finding

OTHER_NUMBER = "same-person-other-number"
IN_REGISTER = (
    "导入范围内已有一名党员，姓名、出生日期和电话或入党时间都相同，公民身份号码却不同；"
    "看来是同一个人，请核对号码，先不导入"
)


MOST_NUMBERS = 3
"""Nobody is entered under more numbers than these; so many of one name and birth are a list of something else."""


class Likeness:
    """The people of one file, by the hash of name and birth."""

    def __init__(self) -> None:
        self.seen: dict[int, tuple[tuple[str, int, int, int], ...]] = {}  # of most people one: no list for each

    def look(self, chunk: Chunk, *, besides: set[int]) -> set[int]:
        """Ask about each row that is like an earlier one with another number; returns those rows.

        `besides` are rows whose number stands in an earlier row already.
        """
        found: set[int] = set()
        namesakes = Counter(person for _, person, _, _ in chunk.likeness)
        for row, person, phone, joined in chunk.likeness:
            if namesakes[person] > MOST_NUMBERS:
                continue
            earlier = self.seen.get(person, ())
            like = next((e for e in earlier if (phone and e[2] == phone) or (joined and e[3] == joined)), None)
            if row in besides:
                continue
            if like is not None:
                found.add(row)
                where = f"第{like[1]}行" if like[0] == chunk.sheet_name else f"工作表“{like[0]}”第{like[1]}行"
                message = f"与{where}的姓名、出生日期和电话或入党时间都相同，号码却不同；看来是同一个人，请核对号码"
                chunk.findings.append(
                    Finding(chunk.sheet_name, row, chunk.number_title, OTHER_NUMBER, message, QUESTION)
                )
            self.seen[person] = (*earlier, (chunk.sheet_name, row, phone, joined))
        return found
