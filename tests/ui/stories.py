"""Stories for the fake library. All people, places and companies in quotations are invented."""

from __future__ import annotations

from datetime import date

from tests.ui.fake_library import Story

STORIES = (
    Story(
        "Посёлок Дальние Ключи две недели живёт без автобуса: водители ждут зимнюю резину",
        """Автобус № 14, который связывает посёлок {place:Дальние Ключи} с районным центром, не ходит
с {date:10 февраля}. Перевозчик {org:«Белореченские линии»} снял машину с маршрута до замены шин.

Жители и дорога

{quote:Мы не против резины, мы против того, чтобы дети шли семь километров вдоль трассы}, — сказала учительница
{speaker:Вера Пахомова}. По её словам, в школе открыли комнату, где можно переночевать.

В компании {org:«Белореченские линии»} объяснили задержку тем, что поставщик из {place:Заозёрска} перенёс срок.
{quote:Шины придут в четверг, в пятницу утром автобус выйдет на линию}, — пообещал начальник колонны {speaker:Глеб
Останин}. Замена обойдётся перевозчику в {money:340 тысяч рублей}.

Администрация района напомнила, что договор с {org:«Белореченскими линиями»} действует до {date:конца 2019 года}, а
за сорванные рейсы предусмотрен штраф. Решение о нём примет комиссия, которую возглавит {person:Олег Бурцев}.

Пока жителей возят три школьных микроавтобуса: в семь утра, в полдень и в шесть вечера. Очередь к ним занимают
заранее, поэтому в магазине у остановки поставили скамью и печь.""",
        tags=("транспорт", "дальние ключи"),
    ),
    Story(
        "Xiaomi планирует продавать смартфоны в США и сотрудничать с Microsoft",
        "Производитель {org:Xiaomi} планирует начать продажу смартфонов в {place:США}.\n\nПодробностей пока нет.",
        source="ТАСС",
        tags=("сша", "технологии"),
        starred=True,
    ),
    Story(
        "Дамба в Гороховце выдержала паводок", "Вода пошла на убыль в {place:Гороховце}.", published=date(2018, 4, 21)
    ),
    Story(
        "Rovers stun the league leaders with a goal in the ninety-fourth minute",
        """{org:Hartwell Rovers} beat {org:Kingsmere} 2–1 at {place:Mill Lane} on {date:Saturday}.

{quote:I have not slept and I do not intend to}, said the manager, {speaker:Dorothy Quill}.""",
        source="The Hartwell Courier",
        published=date(2026, 3, 8),
        language="en",
        unread=False,
    ),
    Story("Курс", "Банк ответил одной строкой.", source=None, published=None, unread=False),
    *(
        Story(
            f"Сводка происшествий за сутки, выпуск {number}", "Происшествий не было.", published=date(2018, 2, number)
        )
        for number in range(25, 12, -1)
    ),
)
