"""The one exception of reading a spreadsheet, with every sentence it can say."""

MESSAGES = {
    "empty": "文件是空的，请检查后重新上传",
    "too-large": "文件太大（{size}），最大{limit}，请分成几个文件",
    "too-many-rows": "工作表{sheet}的内容一直到第{found}行，最多{limit}行；请删去末尾多余的内容或分成几份",
    "too-many-columns": "工作表{sheet}的内容一直到{found}列，最多{limit}列；请删去右边多余的内容",
    "too-many-sheets": "文件里有{found}个工作表，最多{limit}个",
    "bomb": "文件解开后大得不正常（{found}），没有读取，请重新另存一份",
    "encrypted": "文件有密码，请在表格软件里去掉密码后重新上传",
    "truncated": "文件不完整或已损坏，打不开；请在表格软件里打开后另存一份再上传",
    "not-a-spreadsheet": "这不是表格文件（{found}），请上传 .xlsx、.xls、.ods 或 .csv",
    "encoding": "文件的文字编码无法识别，请另存为 .xlsx 或“CSV UTF-8”后上传",
    "no-rows": "文件里没有任何内容",
    "no-header": "前{search}行里找不到表头；表头要有：{wanted}",
    "only-hidden": "名册在隐藏的工作表{sheet}里，没有读取；请取消隐藏后重新上传",
    "timeout": "读取文件用时太长，已停止；请分成几个文件",
    "busy": "正在读取的文件太多，请过一分钟再上传",
    "memory": "读取这个文件需要的内存太多，已停止；请删去多余的行列或分成几个文件",
}


class UnreadableSpreadsheet(Exception):
    """A file that cannot be read. `code` is a key of `MESSAGES`, `message` the Chinese sentence."""

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.message = MESSAGES[code].format(**values)
        super().__init__(code, self.message)

    def __str__(self) -> str:
        return self.message
