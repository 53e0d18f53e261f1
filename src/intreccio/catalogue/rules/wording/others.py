"""Opening hours in the languages of the public pages beside Italian and English."""

from typing import Final

from intreccio.catalogue.rules.recurrence import Frequency
from intreccio.catalogue.rules.wording.patterns import Patterns

DAILY, WEEKLY, MONTHLY = Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY

FEW_ENDINGS = range(2, 5)
FEW_IN_ARABIC = range(3, 11)


def romanian_form(number: int) -> int:
    """Twenty and more take a preposition, unless the last two figures are below twenty."""
    return 0 if 0 < number % 100 < 20 else 1


def arabic_form(number: int) -> int:
    """Two, then three to ten, then more; by the last two figures."""
    if number == 2:
        return 0
    return 1 if number % 100 in FEW_IN_ARABIC else 2


def ukrainian_form(number: int) -> int:
    """By the last figure, but for the numbers from eleven to fourteen."""
    return 0 if number % 10 in FEW_ENDINGS and number % 100 - number % 10 != 10 else 1


FRENCH: Final = Patterns(
    nothing="aucun horaire",
    conjunction=" et ",
    every_day="tous les jours",
    all_day="24 heures sur 24",
    next_day="le lendemain",
    holidays="les jours fériés",
    closed="fermé",
    also="aussi",
    weekday_names=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    month_names=(
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    days="du {first} au {last}",
    ordinals=("premier", "deuxième", "troisième", "quatrième", "cinquième", "dernier"),
    ordinal_day="le {ordinal} {day}",
    ordinal_from_end="le {day} numéro {n} en partant de la fin",
    of_the_month="{days} du mois",
    month_day="le {n}",
    last_day="le dernier jour",
    day_from_end="le jour numéro {n} en partant de la fin",
    of_every_month="{days} de chaque mois",
    steps={DAILY: ("tous les {n} jours",), WEEKLY: ("toutes les {n} semaines",), MONTHLY: ("tous les {n} mois",)},
    every_other="un {day} sur deux",
    on="le {day}",
    since="à partir du {first}",
    until="jusqu'au {last}",
    between="du {first} au {last}",
    in_month="en {month}",
    months="de {first} à {last}",
)  # fmt: skip

SPANISH: Final = Patterns(
    nothing="sin horario",
    conjunction=" y ",
    every_day="todos los días",
    all_day="las 24 horas",
    next_day="del día siguiente",
    holidays="los días festivos",
    closed="cerrado",
    also="también",
    weekday_names=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    month_names=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
    days="de {first} a {last}",
    ordinals=("primer", "segundo", "tercer", "cuarto", "quinto", "último"),
    ordinal_day="el {ordinal} {day}",
    ordinal_from_end="el {day} número {n} contando desde el final",
    of_the_month="{days} del mes",
    month_day="el día {n}",
    last_day="el último día",
    day_from_end="el día {n} contando desde el final",
    of_every_month="{days} de cada mes",
    steps={DAILY: ("cada {n} días",), WEEKLY: ("cada {n} semanas",), MONTHLY: ("cada {n} meses",)},
    every_other="un {day} sí y otro no",
    full_date="{day} de {month} de {year}",
    year_day="{day} de {month}",
    on="el {day}",
    since="desde el {first}",
    until="hasta el {last}",
    between="del {first} al {last}",
    in_month="en {month}",
    months="de {first} a {last}",
)  # fmt: skip

ROMANIAN: Final = Patterns(
    nothing="fără program",
    conjunction=" și ",
    every_day="în fiecare zi",
    all_day="24 de ore din 24",
    next_day="a doua zi",
    holidays="în zilele de sărbătoare",
    closed="închis",
    also="și",
    weekday_names=("luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"),
    month_names=(
        "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie",
        "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie",
    ),
    days="de {first} până {last}",
    ordinals=("prima", "a doua", "a treia", "a patra", "a cincea", "ultima"),
    ordinal_from_end="{day} numărul {n} numărând de la sfârșit",
    of_the_month="{days} din lună",
    month_day="în ziua de {n}",
    last_day="în ultima zi",
    day_from_end="în ziua {n} numărând de la sfârșit",
    of_every_month="{days} a fiecărei luni",
    steps={
        DAILY: ("la fiecare {n} zile", "la fiecare {n} de zile"),
        WEEKLY: ("la fiecare {n} săptămâni", "la fiecare {n} de săptămâni"),
        MONTHLY: ("la fiecare {n} luni", "la fiecare {n} de luni"),
    },
    form=romanian_form,
    every_other="{day}, o dată la două săptămâni",
    on="pe {day}",
    since="de la {first}",
    until="până la {last}",
    between="de la {first} până la {last}",
    in_month="în {month}",
    months="din {first} până în {last}",
)  # fmt: skip

ALBANIAN: Final = Patterns(
    nothing="pa orar",
    conjunction=" dhe ",
    every_day="çdo ditë",
    all_day="24 orë",
    next_day="të nesërmen",
    holidays="në ditë festash",
    closed="mbyllur",
    also="edhe",
    weekday_names=("e hënë", "e martë", "e mërkurë", "e enjte", "e premte", "e shtunë", "e diel"),
    month_names=(
        "janar", "shkurt", "mars", "prill", "maj", "qershor",
        "korrik", "gusht", "shtator", "tetor", "nëntor", "dhjetor",
    ),
    range_names=("e hëna", "e marta", "e mërkura", "e enjtja", "e premtja", "e shtuna", "e diela"),
    days="nga {first} te {last}",
    ordinals=("e parë", "e dytë", "e tretë", "e katërt", "e pestë", "e fundit"),
    ordinal_day="{day} ({ordinal})",
    ordinal_from_end="{day} (numri {n} nga fundi)",
    of_the_month="{days} e muajit",
    month_day="dita {n}",
    last_day="dita e fundit",
    day_from_end="dita {n} nga fundi",
    of_every_month="{days} e çdo muaji",
    steps={DAILY: ("çdo {n} ditë",), WEEKLY: ("çdo {n} javë",), MONTHLY: ("çdo {n} muaj",)},
    every_other="{day}, një herë në dy javë",
    on="më {day}",
    since="nga {first}",
    until="deri më {last}",
    between="nga {first} deri më {last}",
    in_month="në {month}",
    months="nga {first} në {last}",
)  # fmt: skip

ARABIC: Final = Patterns(
    nothing="لا توجد مواعيد",
    conjunction=" و",
    every_day="كل يوم",
    all_day="على مدار 24 ساعة",
    next_day="في اليوم التالي",
    holidays="في أيام العطل الرسمية",
    closed="مغلق",
    also="وأيضًا",
    weekday_names=("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    month_names=(
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
        "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
    comma="، ",
    semicolon="؛ ",
    days="من {first} إلى {last}",
    ordinals=("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "الأخير"),
    ordinal_day="{day} {ordinal}",
    ordinal_from_end="{day} رقم {n} من النهاية",
    of_the_month="{days} من الشهر",
    month_day="اليوم {n}",
    last_day="اليوم الأخير",
    day_from_end="اليوم {n} من النهاية",
    of_every_month="{days} من كل شهر",
    steps={
        DAILY: ("كل يومين", "كل {n} أيام", "كل {n} يومًا"),
        WEEKLY: ("كل أسبوعين", "كل {n} أسابيع", "كل {n} أسبوعًا"),
        MONTHLY: ("كل شهرين", "كل {n} أشهر", "كل {n} شهرًا"),
    },
    form=arabic_form,
    every_other="{day} مرة كل أسبوعين",
    on="في {day}",
    since="ابتداءً من {first}",
    until="حتى {last}",
    between="من {first} إلى {last}",
    in_month="في {month}",
    months="من {first} إلى {last}",
)  # fmt: skip

_HE = ("перший", "другий", "третій", "четвертий", "п'ятий", "останній")
_SHE = ("перша", "друга", "третя", "четверта", "п'ята", "остання")

UKRAINIAN: Final = Patterns(
    nothing="без розкладу",
    conjunction=" і ",
    every_day="щодня",
    all_day="цілодобово",
    next_day="наступного дня",
    holidays="у святкові дні",
    closed="зачинено",
    also="також",
    weekday_names=("понеділок", "вівторок", "середа", "четвер", "п'ятниця", "субота", "неділя"),
    range_names=("понеділка", "вівторка", "середи", "четверга", "п'ятниці", "суботи", "неділі"),
    month_names=(
        "січня", "лютого", "березня", "квітня", "травня", "червня",
        "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
    ),
    in_months=(
        "у січні", "у лютому", "у березні", "у квітні", "у травні", "у червні",
        "у липні", "у серпні", "у вересні", "у жовтні", "у листопаді", "у грудні",
    ),
    days="з {first} до {last}",
    ordinals=(_HE, _HE, _SHE, _HE, _SHE, _SHE, _SHE),
    ordinal_from_end="{day} номер {n} з кінця",
    of_the_month="{days} місяця",
    month_day="{n}-го числа",
    last_day="останнього дня",
    day_from_end="{n}-го дня з кінця",
    of_every_month="{days} кожного місяця",
    steps={
        DAILY: ("кожні {n} дні", "кожні {n} днів"),
        WEEKLY: ("кожні {n} тижні", "кожні {n} тижнів"),
        MONTHLY: ("кожні {n} місяці", "кожні {n} місяців"),
    },
    form=ukrainian_form,
    every_other="{day}, раз на два тижні",
    on="{day}",
    since="з {first}",
    until="до {last}",
    between="з {first} до {last}",
    months="з {first} до {last}",
)  # fmt: skip

CHINESE: Final = Patterns(
    nothing="没有开放时间",
    conjunction="和",
    every_day="每天",
    all_day="24小时",
    next_day="次日",
    holidays="节假日",
    closed="休息：",
    also="另有",
    weekday_names=("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    month_names=tuple(f"{number}月" for number in range(1, 13)),
    comma="，",
    semicolon="；",
    stop="。",
    days="{first}至{last}",
    ordinals=("第一个", "第二个", "第三个", "第四个", "第五个", "最后一个"),
    ordinal_day="{ordinal}{day}",
    ordinal_from_end="倒数第{n}个{day}",
    of_the_month="每月{days}",
    month_day="{n}日",
    last_day="最后一天",
    day_from_end="倒数第{n}天",
    of_every_month="每月{days}",
    steps={DAILY: ("每{n}天",), WEEKLY: ("每{n}周",), MONTHLY: ("每{n}个月",)},
    every_other="隔周{day}",
    full_date="{year}年{number}月{day}日",
    year_day="{number}月{day}日",
    on="{day}",
    since="{first}起",
    until="至{last}",
    between="{first}至{last}",
    in_month="{month}",
    months="{first}至{last}",
)
