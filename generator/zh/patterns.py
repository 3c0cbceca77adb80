"""The patterns by which quantities are found in running text: what is none, the words that bound, the forms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.zh.grammar import ARABIC_NUMBER, BOUND_PREFIX, BOUND_SUFFIX, RANGE_SIGN, TIME_WORDS
from generator.zh.numerals import HAN_NUMBER

# --- what is no quantity: dates, numbers of things, telephones --------------------------------------------------------

MASK = "\x00"
_ROW = "[〇零一二三四五六七八九]"
_DAY = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_PART_OF_MONTH = rf"(?:份|底|初|末|[上中下]旬|{_DAY}[日号])"
_NUMBERED = "次|级|章|条|节|页|项|款|期|批|类|届|版|代|步|阶段|部分|方|层|等|名|位|组|号|包|标段|年|季度|周|个?月|小时"
_NORMS = "GB|GA|GM|YD|ISO|IEC|IEEE|RFC|DB|JGJ|CMMI|SJ|HJ|DL|YY|TIA|EIA"
MASKED = re.compile(
    rf"(?:(?:19|20)[0-9]{{2}}|{_ROW}{{4}})年(?:底|初|末|度|[上下]半年|{_MONTH}月{_PART_OF_MONTH}?)?"
    r"|(?:19|20)?[0-9]{0,2}年 ?月 ?日"
    rf"|(?:19|20)[0-9]{{2}}年?{RANGE_SIGN}(?:(?:19|20)[0-9]{{2}}年|[0-9]{{2}}年)"
    rf"|(?<![0-9个半]){_MONTH}月{_PART_OF_MONTH}"
    rf"|(?<=[每次当下本]月){_DAY}[日号](?:[、和及]{_DAY}[日号])*前?"
    r"|(?<![0-9])(?:19|20)[0-9]{2}[-/.][01]?[0-9](?:[-/.][0-3]?[0-9])?日?(?![0-9])"
    r"|(?<![0-9])(?:[48]00[-—]*[0-9xX*]{3,4}[-—]?[0-9xX*]{3,4}|0[0-9]{2,3}[-—][0-9]{6,8}|1[3-9][0-9]{9})(?![0-9])"
    rf"|第(?:[0-9]+|[一二三四五六七八九十百]+)(?:{_NUMBERED})"
    rf"|(?:{_NORMS})[A-Za-z/]*[- ]?[0-9][0-9.:\-—]*"
    rf"|(?<![0-9.×xX*])(?:(?!724[级层号])[0-9]{{1,4}}|[一二三四五六七八九十]{{1,3}})(?:级|年级|楼|层|号|室|周?岁|周年|年代|路|栋|幢|期工程)"
)

# --- words that bound -------------------------------------------------------------------------------------------------

_BEFORE = {
    "<=": (
        *BOUND_PREFIX["<="],
        *(
            "不超",
            "不晚于",
            "不迟于",
            "至迟",
            "最慢",
            "控制在",
            "低于或等于",
            "最高",
            "不长于",
            "最大",
            "不得多于",
            "不突破",
        ),
        *("不突破", "不得超过", "不得高于", "不得大于", "不得晚于", "不得迟于", "不能超过", "不会超过", "不应超过"),
    ),
    ">=": (
        *BOUND_PREFIX[">="],
        *("不得少于", "不得低于", "不得小于", "不短于", "不得短于", "不应低于", "不应少于", "高于或等于"),
        *("最低", "最短", "起码", "达到", "达", "不下于", "不下"),
    ),
    "<": BOUND_PREFIX["<"],
    ">": (*BOUND_PREFIX[">"], "超出"),
}
_AFTER = {
    "<=": (*BOUND_SUFFIX["<="], "之前", "时间内", "的时间内", "期限内", "以前", "为限", "封顶", "为上限", "前"),
    ">=": (*BOUND_SUFFIX[">="], "或以上", "及其以上", "以上(含)", "打底", "为底线"),
    "after": ("之后", "以后", "后"),
}
SIGNS_BEFORE = {word: sign for sign, words in _BEFORE.items() for word in words}
SIGNS_AFTER = {word: sign for sign, words in _AFTER.items() for word in words}
_NOT_INSIDE = "容部存外涵蒙置页"
_NOT_BEFORE = "端期台往来提面述者"


def any_of(words: Iterable[str]) -> str:
    """Give the pattern of any of these words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_PREFIX = rf"(?:{any_of(SIGNS_BEFORE)})(?:[为于在是约]|时间)?"
_SUFFIX = rf"(?:\(含\))?(?:(?:{any_of(SIGNS_AFTER)})(?<!内(?=[{_NOT_INSIDE}]))(?<!前(?=[{_NOT_BEFORE}])))(?:\(含\))?"

# --- quantities -------------------------------------------------------------------------------------------------------

_NUMBER = rf"(?:{ARABIC_NUMBER}|[{HAN_NUMBER}]{{1,12}})"
_HAN_DIGITS = HAN_NUMBER.removesuffix("点")
_ROUGH = "[余多来]?"
"""A figure said roughly (二十余种, 30多台) is worth what it says."""
_PAIR = "(?:一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)"
"""两三个小时, 三五天: from two to three, from three to five."""
_START = (
    rf"(?<![A-Za-z0-9.])(?<![0-9][-/])(?<!(?<![A-Za-z])[0-9]:)(?<![{_HAN_DIGITS}])(?<![{_HAN_DIGITS}0-9]点)"
    "(?<![同统某第](?=一))"
)
_FOLLOWS = {
    "年": "度级代龄份初末底",
    "天": "津然花线气窗地",
    "日": "本期常元历志程益语报",
    "周": "年边围岁期",
    "小时": "工",
    "星期": "一二三四五六日天",
    "月": "份度底初末报",
}
_HAN_UNITS = "|".join(
    f"{word}(?![{_FOLLOWS[word]}])" if word in _FOLLOWS else word
    for word in TIME_WORDS.split("|")
    if not word.isascii()
)
LATIN_UNITS = {
    "hours?|hrs?|h": "小时",
    "minutes?|mins?": "分钟",
    "seconds?|secs?|(?-i:s)": "秒",
    "(?:working|business) days?": "个工作日",
    "(?:calendar )?days?": "天",
    "weeks?": "周",
    "months?": "个月",
    "years?|yrs?": "年",
}
_UNIT = rf"(?:{_HAN_UNITS}|[%‰]|(?i:{'|'.join(LATIN_UNITS)})(?![A-Za-z0-9\-]))"
ONE = rf"(?:半(?:{_HAN_UNITS})|{_PAIR}(?:{_HAN_UNITS})|{_NUMBER}{_ROUGH} ?(?:个?半)?{_UNIT}(?:半(?![年天日个小月]))?)"
_RANGE = rf"(?:{ONE}|{_NUMBER}){RANGE_SIGN}{ONE}"
_COUNTERS = (
    "人次|批次|次|遍|趟|倍|人日|人天|人|名|位|台套|台|套|家|单|条|份|处|所|辆|部|件|课时|学时|场次|场|种|支|块|个(?!人)|项(?!目)|轮|班(?![倒制次长组合两三四运车])|间|座|组"
    "|期(?!间|内|满|限|末|初)|盒|瓶|桶|箱|包(?![括含修换退干装])|袋|张|只(?!收|换)|把|副|双|卷|例(?!如)|批(?!次)|根|片|枚|扇|床|吨|公斤|册|席|栋|幢"
)
_COUNT = rf"(?:{_PAIR}|{_NUMBER}(?:{RANGE_SIGN}{_NUMBER})?{_ROUGH})(?:{_COUNTERS})(?!/[A-Za-zμ㎡])"
_SHARE = (
    rf"[百千万]分之{_NUMBER}|(?<![{HAN_NUMBER}0-9.])(?:[一二两三四五六七八九][一二三四五六七八九]?|[0-9](?:\.[0-9])?|[1-9][0-9])折(?![扣旧叠合弯算断射])"
    rf"|(?<![{HAN_NUMBER}0-9.])[一二两三四五六七八九1-9]成(?![立品套果本员分功都为交型熟活人])[半一二三四五六七八九]?"
)
_PER = "人日|人天|人次|人|小时|分钟|天|日|次|月|年|台|套|件|个|点|平方米|公里|单|份|条|项"
_MONEY = (
    rf"(?:(?:人民币|[¥￥])?{_NUMBER}元(?![器件素旦月首老数组宝])整?(?:/(?:{_PER}))?"
    rf"|[¥￥]{ARABIC_NUMBER}(?![0-9.元]|,[0-9]))"
)
_TIMES = rf"(?:{_NUMBER}(?:{RANGE_SIGN}{_NUMBER})?(?:批次|次|遍|轮|回|趟|场|批|份|期(?![间内满限末初]))(?![数性]))"
_DOES = (
    "[测检做开换访巡洗校清查验修办抽送评练训扫]|上门|巡[检查视]|检[测查修定验]|保养|测试|校[准验]|清[洗扫理掏淤]|更换|体检|评[估审]|演[练习]|培训|维[护保]|消[毒杀]"
    "|盘点|复[核检]|回访|走访|抽[检查]|送检|化验|汇报|通报|总结|小结|述职|轮换"
)
_PERIOD = (
    rf"(?:(?:{_NUMBER}|半)?个?(?:工作日|工作天|自然日|小时|分钟|日|天|周|星期|礼拜|月|季度"
    "|季|学期|学年|年度|年)|双月|双周|晚|夜)"
)
_NO_GAP = ",，;；。:!?()每次、连累超逾\\x00\\n0-9"
_WINDOW_SIGN = r" ?[×xX*✕✖╳] ?"

_CLOCK = r"(?:[0-2]?[0-9]|[一二三四五六七八九十]+(?=[点时]))(?::[0-5][0-9]|[点时](?:[0-5][0-9]分?|半)?)"
_HOURS = (
    rf"[早上午下中晚间]{{{{0,2}}}}(?P<from{{0}}>{_CLOCK})(?:[-~—–至到 ]|[早晚上下午间]){{{{1,4}}}}"
    rf"(?P<to{{0}}>{_CLOCK})(?![0-9:])"
)
_STAYS = "值守|值班|开门|营业|服务|在岗|提供|工作|运行|开放|有人|人工|保证|开机"
_DAY_AND_NIGHT = r"(?:24|二十四)个?小时"
_PATTERNS = {
    "round": (
        rf"(?:(?:全年|一年|每年)?(?:365|三百六十五)天[,、]?[×xX*]?(?:周一[至到]周日[,、]?)?(?:[每一][天日]|全天)?{_DAY_AND_NIGHT}"
        rf"|(?:每周|一周|每星期)?[7七][天日](?:[,、/]?每[天日]|[,、/×xX*])?{_DAY_AND_NIGHT}"
        rf"|周一[至到]周日[,、]?(?:每[天日]|全天)?{_DAY_AND_NIGHT}"
        rf"|(?:全天候?|每[天日]|昼夜|全日|全年)(?:提供)?{_DAY_AND_NIGHT}(?:[,、]?(?:全天候|不间断|不间歇|全年无休))?"
        r"|(?<![0-9A-Za-z./])24/7(?![0-9/])"
        rf"|{_DAY_AND_NIGHT}[,、]?(?:全天候|不间断|不间歇|全年无休)"
        rf"|全天候|(?:全年无休|(?:全年|一年|每年)365天)(?![,、]?(?:每[天日](?:{_STAYS})?)?[早上下午晚]{{0,2}}(?:{_CLOCK}|{_NUMBER}个?小时|[57]{_WINDOW_SIGN})))"
    ),
    "weekly": (
        rf"(?:(?:每周(?P<week_days>[1-7一二两三四五六七])[天日](?:工作)?|(?:法定)?工作日|每?周[一1](?:[至到]|[-~—–]{{1,2}})周?(?P<until>[五六日天]))[,、]?每[天日]"
        rf"|每个?(?:工作日|上班日)(?=[0-9一二三四五六七八九十]+个?小时(?![以之]?内))|(?P<bare_days>[5-7五六七])天(?=[0-9八九十]+个?小时制))"
        rf"(?:{_STAYS})?(?P<week_hours>{_NUMBER})个?小时"
    ),
    "daily": (
        rf"(?:全年无休[,、])?每[天日](?:{_STAYS})?(?:不少于|不低于|至少|达)?(?P<day_hours>{_NUMBER})个?小时(?![以之]?内)"
        rf"|{_START}(?P<hours_a_day>{_NUMBER})小时/每?[天日]"
    ),
    "window": (
        rf"(?<![0-9A-Za-z.])(?P<window_days>[0-9]{{1,2}})[天日]?{_WINDOW_SIGN}(?P<window_hours>[0-9]{{1,2}})(?![0-9])"
        rf"(?:{_WINDOW_SIGN}(?P<third>365|NBD|ND|[0-9]{{1,2}}(?![0-9])))?"
        r"(?P<window_unit>个?小时|[hH](?![A-Za-z]))?(?![A-Za-z.])"
    ),
    "lost": r"(?<![0-9A-Za-z.\-])(?<![0-9],)724(?:个?小时|h(?![A-Za-z])|(?=[级个项的全服热响技不]))",
    "opening": (
        r"(?P<open_days>每?(?:周|星期|礼拜)[一二三四五六1](?:[至到]|[-~—–]{1,2})(?:周|星期|礼拜)?[五六日天]|(?:法定|正常)?工作日"
        r"|每[天日]|全年无休|全年|(?=早|上午)|(?=[0-9:]{4,5}[-~—–至到]{1,2}[0-9:]{4,5}[^,;。0-9]{0,8}"
        r"(?:接听|有人|值[班守]|在线|在岗|开放|受理|服务|营业|应答))|(?:(?<=时间)|(?<=时间[为是:])|(?<=时段[为是:]))(?=[0-9]))"
        r"[:,(为]?(?:的?(?:上班|工作|服务)?时间(?:为|是)?)?:?"
        rf"{_HOURS.format(1)}(?:[,、;及和]?{_HOURS.format(2)})?"
        r"(?:[,、(](?P<open_after>全年无休|每[天日]|周[一1][至到-]周?[五六日天]|工作日|无休))?"
    ),
    "rate": rf"每(?:间?隔|满)?(?P<every>{_PERIOD})[^{_NO_GAP}]{{0,16}}?(?P<rate_bound>{_PREFIX})?(?P<times>{_TIMES})",
    "rate_self": (
        rf"{_START}(?P<self>(?:{_NUMBER}|半)个?(?:工作日|小时|日|天|周|星期|(?<=[个一1半])月|季度|季|学期|学年|年))"
        rf"(?:内|期间|进行|组织|开展|安排|{_DOES}|(?!质保|保修|免费|三包|维保)[^{_NO_GAP}内间前后起期或]{{1,5}}?)?(?P<self_bound>{_PREFIX})?(?P<self_times>{_TIMES})"
    ),
    "rate_slash": rf"{_START}(?P<slash_bound>{_PREFIX})?(?P<slash_times>{_TIMES})/每?(?P<slash>{_PERIOD})",
    "rate_skip": rf"(?P<skip>隔[日天周月季年]|双[周月])[^{_NO_GAP}]{{0,10}}?(?P<skip_times>{_TIMES})",
    "rate_check": rf"(?:[一每](?=[日天周月季年])|(?=半[年月]))"
    rf"(?P<check>[日天周月季年]|半年|半月)(?P<checks>{_NUMBER})(?:[报会]|{_DOES})",
    "rate_year": (
        rf"全年(?:[共计]|合计|共计|累计|(?!质保|保修|免费)[^{_NO_GAP}内无累不至]{{1,5}}?)?"
        rf"(?P<year_bound>{_PREFIX})?(?P<year_times>{_NUMBER}次)(?!数)"
    ),
    "rate_clean": "日产日清",
    "rate_each": r"(?:每[日天])?早晚各(?:进行|巡查|检查|巡检|巡视)?[一1]次",
    "period": (
        rf"每(?:间?隔|满)?(?P<alone>{_PERIOD})(?!不定期|{_NUMBER}元|[一二三四五六日天](?:[至到、]|[上下]午|晚|早))|(?:按|逐)(?P<by>月|季度|季|年|周|日)(?![期份])"
        r"|以(?P<unit>月|季度|年|周|日)为(?:单位|周期)"
        r"|(?P<measured>周|月|季|(?<!全)年|半年)度?(?=(?:服务|运维|工作|巡检|运行|维护|维保|总结)*(?:报告|报表|总结|汇报|巡检|巡查|例会))"
        r"|(?P<paper>周|月|季|年)报(?![警修名废价考告])"
    ),
    "ordinal": (
        r"第(?P<nth>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?P<nth_unit>个?(?:工作日|自然日|日历日)|[天日])"
        r"|(?P<next>次日|翌日|当[日天]|即日)|(?P<next_work>次一工作日|下一?个?工作日|NBD)"
    ),
    "money": rf"(?P<money_bound>{_PREFIX})?{_START}(?P<figure>{_MONEY})(?P<money_suffix>{_SUFFIX})?",
    "share": rf"(?P<share_bound>{_PREFIX})?(?P<parts>{_SHARE})(?P<share_suffix>{_SUFFIX})?",
    "months": rf"(?P<months_bound>{_PREFIX})?{_START}(?P<month>{_NUMBER})月(?P<months_suffix>以?内)",
    "amount": (rf"(?P<bound>{_PREFIX})?{_START}(?P<words>{_RANGE}|{ONE}(?:零?{ONE})*|{_COUNT})(?P<suffix>{_SUFFIX})?"),
    "immediate": "立即|即时(?!通)|当场|马上|实时(?=响应|应答|答复|回复|受理|解答|到)",
}
_FIRST = (
    "0-9¥￥N"
    + HAN_NUMBER
    + "每按逐以周月季年半全昼法正工星礼早上第次翌当即下立马实日人隔双"
    + "".join(sorted({word[0] for word in SIGNS_BEFORE}))
)
"""Every character with which a quantity or the words that bound it may begin; at others nothing is tried."""
CANDIDATE = re.compile(
    rf"(?=[{_FIRST}])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()) + ")"
)
ONE_AMOUNT = re.compile(ONE)
GLUED = re.compile(rf"(?<![0-9A-Za-z.])7{_WINDOW_SIGN}24(?=[1-9]个?小时)")
ROUGH = re.compile(rf"(?<=[0-9{HAN_NUMBER}])[余多来](?=[^0-9{HAN_NUMBER}])")
_IN_ROW = r"(?:[0-9]{1,4}(?:\.[0-9])?|半|[一二两三四五六七八九]?十?[一二两三四五六七八九]?)"
ENUMERATED = re.compile(
    rf"(?P<figures>(?<![0-9A-Za-z.第:;。]){_IN_ROW}[、,/]{_IN_ROW}(?:[、,/]{_IN_ROW})*|(?<=[别次为是在于]){_IN_ROW})(?:[、/]|[和及与])$"
)
"""The figures before the last one of a list: two of them, or one after 分别为."""
