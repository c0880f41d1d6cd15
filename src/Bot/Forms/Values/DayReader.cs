using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Store.Packs;

namespace Bot.Forms.Values;

/// <summary>
/// A day as people write it, against today: 8.20, 八月二十, 大前天, 上周三, 上月底, 正月初五. A table of forms, tried one after the other;
/// what names a month or a week is asked about with its first and last day, a day without a year only where two years are near.
/// </summary>
internal sealed partial class DayReader(ValueWords words, DateOnly today)
{
    private const int FirstYear = 1900;
    private const int LastYear = 2099;

    private string typed = "";

    public Reading Read(string text)
    {
        typed = PlainText.Quoted(text);
        if (PlainText.Of(text) is not { } plain)
            return NotUnderstood();
        // 2022 8 20: a blank between numbers is a separator, any other says nothing.
        plain = plain.Split(' ').Aggregate((line, part) => char.IsAsciiDigit(line[^1]) && char.IsAsciiDigit(part[0]) ? $"{line}.{part}" : line + part)
            .Replace('~', '-');
        plain = PlainText.Bare(plain, words.LeadIn, words.Trailing);
        foreach (var (word, whole) in words.Contractions)
            plain = plain.Replace(word, whole, StringComparison.Ordinal);
        if (words.PartsOfDay.Keys.Where(word => plain.Length > word.Length && plain.EndsWith(word, StringComparison.Ordinal)).MaxBy(word => word.Length) is { } part)
            plain = plain[..^part.Length];
        var isSpoken = plain.Any(character => Numerals.DigitOf(character) > 0);
        var digits = InDigits(plain);
        return Near(plain) ?? Guess(plain) ?? Ago(plain) ?? Whole(digits) ?? Week(plain, digits) ?? InMonth(plain)
            ?? InYear(plain, null, isSpoken) ?? WithYear(plain, isSpoken) ?? OfThisMonth(digits) ?? NotUnderstood();
    }

    private Reading? Near(string plain)
    {
        if (words.Days.TryGetValue(plain, out var days))
            return On(today.AddDays(days));
        return null;
    }

    /// <summary>三天前 is a day; 两周前, 两个月前, 半个月前 are about one.</summary>
    private Reading? Ago(string plain)
    {
        var match = AgoForm().Match(plain);
        if (!match.Success)
            return null;
        var sign = match.Groups["back"].Success ? -1 : 1;
        var span = match.Groups["span"].Value;
        if (Span(span, "day") is { } days && days <= 3660)
            return days == decimal.Truncate(days) ? On(today.AddDays(sign * (int)days)) : Doubtful(Doubt.WhichDay);
        if (Span(span, "week") is { } weeks && weeks <= 520)
            return weeks == decimal.Truncate(weeks) ? Doubtful(Doubt.WhichDay, today.AddDays(sign * 7 * (int)weeks)) : Doubtful(Doubt.WhichDay);
        if (Span(span, "month") is { } months && months <= 120)
            return months == decimal.Truncate(months) ? Doubtful(Doubt.WhichDay, today.AddMonths(sign * (int)months)) : Doubtful(Doubt.WhichDay);
        return Span(span, "year") is not null || span.Any(Numerals.IsNumeral) || words.Beyond.Any(word => span.Contains(word, StringComparison.Ordinal)) ? Doubtful(Doubt.WhichDay) : null;
    }

    private decimal? Span(string text, string unit) => (words.Unit(unit)?.Words ?? [])
        .Where(word => text.EndsWith(word, StringComparison.Ordinal))
        .Select(word => Numerals.Read(text[..^word.Length]) is { IsSure: true, Value: > 0 } count ? count.Value : (decimal?)null)
        .FirstOrDefault(count => count is not null);

    /// <summary>A guess at a day is asked about like any other guess.</summary>
    private Reading? Guess(string plain)
    {
        var rest = words.About.Where(word => word != "~").Aggregate(plain, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return rest.Length == plain.Length || rest.Length == 0 ? null : new DayReader(words, today).Read(rest) switch
        {
            Reading.Understood day => new Reading.Doubtful(Expected.Date, Doubt.WhichDay, typed, [day.Value]),
            Reading.Doubtful doubtful => doubtful with { Typed = typed },
            _ => null,
        };
    }

    /// <summary>Year, month and day in digits.</summary>
    private Reading? Whole(string digits)
    {
        var match = WholeForm().Match(digits);
        if (match.Success)
        {
            var year = Number(match, "y");
            if (match.Groups["y"].Length == 4)
                return Calendar(year, Number(match, "m"), Number(match, "d"));
            return Year(year) is { } full ? Calendar(full, Number(match, "m"), Number(match, "d")) : NotUnderstood();
        }
        if (digits.Length is not (8 or 6 or 4) || !digits.All(char.IsAsciiDigit))
            return null;
        var (m, d) = (Whole(digits, 4, 2), Whole(digits, 2, 2));
        if (digits.Length == 8)
            return Calendar(Whole(digits, 8, 4), m, d);
        // 220820 and 0820 may be other numbers just as well.
        return (digits.Length == 6 ? Year(Whole(digits, 6, 2)) : today.Year) is { } likely && Solar(likely, m, d) is { } day
            ? Doubtful(Doubt.TwoReadings, day)
            : NotUnderstood();
    }

    /// <summary>上周三; the week begins on Monday. A weekday alone is asked about.</summary>
    private Reading? Week(string plain, string digits)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        foreach (var (word, offset) in words.Weeks.OrderByDescending(week => week.Key.Length))
            if (plain.StartsWith(word, StringComparison.Ordinal))
            {
                var start = monday.AddDays(7 * offset);
                return plain[word.Length..] switch
                {
                    "" => Between(start, start.AddDays(6)),
                    "末" => Between(start.AddDays(5), start.AddDays(6)),
                    var rest when Weekday(InDigits(rest)) is { } weekday => On(start.AddDays(weekday - 1)),
                    _ => null,
                };
            }
        foreach (var word in words.Unit("week")?.Words ?? [])
            if (digits.StartsWith(word, StringComparison.Ordinal) && Weekday(digits[word.Length..]) is { } weekday)
            {
                var day = monday.AddDays(weekday - 1);
                return day <= today ? Doubtful(Doubt.WhichDay, day, day.AddDays(-7)) : Doubtful(Doubt.WhichDay, day.AddDays(-7), day);
            }
        return null;
    }

    private static int? Weekday(string text) => text switch
    {
        "日" or "天" or "7" => 7,
        [>= '1' and <= '6' and var digit] => digit - '0',
        _ => null,
    };

    /// <summary>上月底, 上个月的15号, 月初.</summary>
    private Reading? InMonth(string plain)
    {
        foreach (var (word, offset) in words.Months.OrderByDescending(month => month.Key.Length))
            if (plain.StartsWith(word, StringComparison.Ordinal))
            {
                var month = new DateOnly(today.Year, today.Month, 1).AddMonths(offset);
                var rest = InDigits(plain[word.Length..].TrimStart('的'));
                if (rest.StartsWith('月'))
                    rest = rest[1..];
                return DayInMonth().Match(rest) is { Success: true } match ? Calendar(month.Year, month.Month, Number(match, "d")) : Part(month, rest);
            }
        if (plain.Length > 1 && plain[0] == '月')
        {
            var month = new DateOnly(today.Year, today.Month, 1);
            return Part(month, plain[1..]) switch
            {
                Reading.Understood end => Doubtful(Doubt.WhichDay, month.AddDays(-1), DateOnly.ParseExact(end.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
                var part => part,
            };
        }
        return null;
    }

    private Reading? WithYear(string plain, bool isSpoken)
    {
        foreach (var (word, offset) in words.Years.OrderByDescending(year => year.Key.Length))
            if (plain.StartsWith(word, StringComparison.Ordinal))
                return OfYear(today.Year + offset, plain[word.Length..], isSpoken);
        var end = plain.IndexOf('年', StringComparison.Ordinal);
        var written = end > 0 ? InDigits(plain[..end]) : "";
        if (written.Length is not (2 or 4) || !written.All(char.IsAsciiDigit))
            return null;
        var number = int.Parse(written, CultureInfo.InvariantCulture);
        return (written.Length == 2 ? Year(number) : number is >= FirstYear and <= LastYear ? number : null) is { } year
            ? OfYear(year, plain[(end + 1)..], isSpoken)
            : NotUnderstood();
    }

    private Reading? OfYear(int year, string rest, bool isSpoken)
    {
        rest = rest.TrimStart('的', '.', '-', ',');
        if (rest.Length == 0)
            return Between(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        if (rest.TrimStart('年') is "底" or "末")
            return Doubtful(Doubt.WhichDay, new DateOnly(year, 12, 31));
        return rest.TrimStart('年') is "初" or "头" or "中" ? Doubtful(Doubt.WhichDay) : InYear(rest, year, isSpoken);
    }

    /// <summary>A month and a day, or a feast, of the given year or of the year that today makes likely.</summary>
    private Reading? InYear(string plain, int? year, bool isSpoken)
    {
        if (words.Festivals.TryGetValue(plain, out var feast))
            return OfYears(year, at => Solar(at, feast.Month, feast.Day), today.Year);
        if (words.LunarFestivals.TryGetValue(plain, out var lunarFeast))
            return Lunar(year, lunarFeast.Month, leap: false, lunarFeast.Day, isFeast: true);
        var marker = words.Lunar.FirstOrDefault(word => plain.StartsWith(word, StringComparison.Ordinal));
        var isLunar = marker is not null;
        var match = MonthForm().Match(InDigits(plain[(marker?.Length ?? 0)..]));
        if (!match.Success)
            return null;
        isLunar |= match.Groups["leap"].Success || match.Groups["named"].Success || match.Groups["early"].Success;
        var month = match.Groups["named"].Value switch { "正" => 1, "冬" => 11, "腊" => 12, _ => Number(match, "m") };
        if (month is < 1 or > 12)
            return NotUnderstood();
        var day = match.Groups["d"].Success ? Number(match, "d") : 0;
        var isWholeMonth = !match.Groups["d"].Success;
        if (isWholeMonth && match.Groups["early"].Success)
        {
            // 8月初 is the beginning of a month, not of its lunar name.
            isLunar = match.Groups["named"].Success || match.Groups["leap"].Success;
            return isLunar ? null : Month(year, month, "初");
        }
        if (isWholeMonth)
            return isLunar ? LunarMonth(year, month, match.Groups["leap"].Success) : Month(year, month, match.Groups["part"].Value);
        if (isLunar)
            return Lunar(year, month, match.Groups["leap"].Success, day, isFeast: false);
        var solar = OfYears(year, at => Solar(at, month, day), today.Year);
        if (isSpoken && words.BothCalendars.Contains(new MonthDay(month, day)) && !match.Groups["of"].Success
            && LunarCalendar.Day(year ?? today.Year, month, false, day) is { } other && Solar(year ?? today.Year, month, day) is { } one)
            return Doubtful(Doubt.TwoReadings, one, other);
        return solar;
    }

    private Reading Lunar(int? year, int month, bool leap, int day, bool isFeast)
    {
        // 除夕 is the last day of the year, the 29th or the 30th.
        DateOnly? In(int at) => isFeast && (month, day) is (12, 30) ? LunarCalendar.Day(at, 12, false, LunarCalendar.DaysIn(at, 12, false)) : LunarCalendar.Day(at, month, leap, day);
        if (year is not { } named)
            return OfYears(null, In, LunarCalendar.YearOf(today));
        if (In(named) is not { } meant)
            return new Reading.NotUnderstood(Expected.ImpossibleDate, typed);
        // 2021年腊月二十三 lies in January 2022; who goes by the wall calendar means the one before.
        return meant.Year == named ? On(meant) : In(named - 1) is { } before ? Doubtful(Doubt.WhichYear, before, meant) : Doubtful(Doubt.WhichYear, meant);
    }

    private Reading.Doubtful LunarMonth(int? year, int month, bool leap)
    {
        var at = year ?? (LunarCalendar.Day(LunarCalendar.YearOf(today), month, leap, 1) is { } first && first > today ? LunarCalendar.YearOf(today) - 1 : LunarCalendar.YearOf(today));
        return LunarCalendar.Day(at, month, leap, 1) is { } begins
            ? Between(begins, begins.AddDays(LunarCalendar.DaysIn(at, month, leap) - 1))
            : Doubtful(Doubt.WhichDay);
    }

    private Reading? Month(int? year, int month, string part)
    {
        var first = new DateOnly(year ?? today.Year, month, 1);
        if (year is not null || part is not ("底" or "末"))
            return year is null && first > today ? Doubtful(Doubt.WhichDay) : Part(first, part);
        return OfYears(null, at => new DateOnly(at, month, DateTime.DaysInMonth(at, month)), today.Year);
    }

    /// <summary>The end of a month is its last day; every other part of it is several days.</summary>
    private Reading? Part(DateOnly first, string part)
    {
        var last = first.AddMonths(1).AddDays(-1);
        return part switch
        {
            "底" or "末" => On(last),
            "" => Between(first, last),
            "初" or "上旬" => Between(first, first.AddDays(9)),
            "中" or "中旬" => Between(first.AddDays(10), first.AddDays(19)),
            "下旬" => Between(first.AddDays(20), last),
            _ => null,
        };
    }

    /// <summary>15号: this month's where it is past, else it may be either month's.</summary>
    private Reading? OfThisMonth(string digits)
    {
        var match = DayOnly().Match(digits);
        if (!match.Success)
            return null;
        var day = Number(match, "d");
        // 五六号 is the 5th or the 6th, not the 56th.
        if (day > 31 && !typed.Any(char.IsDigit))
            return NotUnderstood();
        var before = today.AddMonths(-1);
        var here = Solar(today.Year, today.Month, day);
        if (here <= today)
            return On(here.Value);
        DateOnly[] either = [.. new[] { Solar(before.Year, before.Month, day), here }.OfType<DateOnly>()];
        return either.Length > 0 ? Doubtful(Doubt.WhichDay, either) : day is >= 1 and <= 31 ? Doubtful(Doubt.WhichDay) : new Reading.NotUnderstood(Expected.ImpossibleDate, typed);
    }

    /// <summary>Without a year, this year's day; where it lies far ahead, or next year's is near, it may be either.</summary>
    private Reading OfYears(int? year, Func<int, DateOnly?> day, int current)
    {
        if (day(year ?? current) is not { } here)
            return new Reading.NotUnderstood(Expected.ImpossibleDate, typed);
        if (year is not null)
            return On(here);
        if (here > today.AddDays(words.UpcomingDays))
            return day(current - 1) is { } last ? Doubtful(Doubt.WhichYear, last, here) : Doubtful(Doubt.WhichYear, here);
        return here <= today && day(current + 1) is { } next && next <= today.AddDays(words.UpcomingDays) ? Doubtful(Doubt.WhichYear, here, next) : On(here);
    }

    private int? Year(int twoDigits) => 2000 + twoDigits <= today.Year + 1 ? 2000 + twoDigits : null;

    private static DateOnly? Solar(int year, int month, int day) => year is >= FirstYear and <= LastYear && month is >= 1 and <= 12
        && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private Reading Calendar(int year, int month, int day) =>
        Solar(year, month, day) is { } known ? On(known) : new Reading.NotUnderstood(Expected.ImpossibleDate, typed);

    /// <summary>Every numeral in characters as digits: 八月二十 as 8月20, 二〇二二 as 2022.</summary>
    private static string InDigits(string plain)
    {
        var digits = new StringBuilder();
        for (var at = 0; at < plain.Length;)
        {
            var end = at;
            while (end < plain.Length && (Numerals.DigitOf(plain[end]) >= 0 || plain[end] == '十'))
                end++;
            if (end == at)
            {
                digits.Append(plain[at++]);
                continue;
            }
            var run = plain[at..end];
            digits.Append(Numerals.Read(run) is { IsSure: true } number
                ? NumberReader.Stored(number.Value)
                : string.Concat(run.Select(character => Numerals.DigitOf(character) is >= 0 and var digit ? (char)('0' + digit) : character)));
            at = end;
        }
        return digits.ToString();
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static int Whole(string digits, int fromEnd, int length) => int.Parse(digits.AsSpan(digits.Length - fromEnd, length), CultureInfo.InvariantCulture);

    private static string Stored(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Reading.Understood On(DateOnly day) => new(Stored(day));

    private Reading.Doubtful Between(DateOnly first, DateOnly last) => Doubtful(Doubt.Span, first, last);

    private Reading.Doubtful Doubtful(Doubt why, params DateOnly[] candidates) => new(Expected.Date, why, typed, [.. candidates.Distinct().Select(Stored)]);

    private Reading.NotUnderstood NotUnderstood() => new(Expected.Date, typed);

    [GeneratedRegex(@"^(?<span>.+?)[之以]?((?<back>前)|后)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AgoForm();

    [GeneratedRegex(@"^(?<y>[0-9]{4}|[0-9]{2})[-/.年](?<m>[0-9]{1,2})[-/.月](?<d>[0-9]{1,2})[日号]?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex WholeForm();

    [GeneratedRegex(@"^(?<leap>闰)?((?<named>[正冬腊])|(?<m>[0-9]{1,2}))(月份?|[-/.])((?<early>初)?(?<d>[0-9]{1,2})(?<of>[日号])?|(?<early>初)|(?<part>底|末|中|上旬|中旬|下旬)?)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MonthForm();

    [GeneratedRegex("^(?<d>[0-9]{1,2})[日号]?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DayInMonth();

    [GeneratedRegex("^(?<d>[0-9]{1,2})[日号]$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DayOnly();
}
