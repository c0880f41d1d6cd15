using System.Globalization;
using Bot.Forms;
using Bot.Forms.Values;
using FsCheck;
using FsCheck.Fluent;
using Testing;
using Xunit;

namespace Bot.Tests.Forms.Values;

/// <summary>What is written out in words reads back; what is not sure is asked; nothing throws.</summary>
public sealed class PropertyTests
{
    private static readonly DateOnly Today = new(2022, 8, 31);

    // Every magnitude, and numbers full of zeros, where the grammar is.
    private static readonly Gen<long> Numbers =
        from digits in Gen.Choose(1, 12)
        from each in Gen.Frequency((3, Gen.Choose(0, 9)), (4, Gen.Constant(0))).ListOf(digits)
        from first in Gen.Choose(1, 9)
        from whole in Gen.Elements(false, true, true, true, true, true, true, true)
        select whole ? each.Skip(1).Aggregate((long)first, (number, digit) => number * 10 + digit) : 1_000_000_000_000;

    private static readonly Gen<DateOnly> Days = Gen.Choose(0, 120 * 365).Select(days => new DateOnly(1940, 1, 1).AddDays(days));

    [Fact]
    public void A_number_written_out_in_characters_reads_back() => Holds(Numbers, number => Exactly(number, InWords.Standard(number)));

    [Fact]
    public void Every_number_up_to_twenty_thousand_written_out_reads_back()
    {
        for (var number = 0L; number <= 20_000; number++)
        {
            Exactly(number, InWords.Standard(number));
            Exactly(number, InWords.Spoken(number));
        }
    }

    [Fact]
    public void A_number_spoken_without_its_last_unit_reads_back() => Holds(Numbers, number => Exactly(number, InWords.Spoken(number)));

    [Fact]
    public void A_number_in_bankers_characters_reads_back() => Holds(Numbers, number => Exactly(number, InWords.Banker(number) + "元整"));

    [Fact]
    public void A_number_of_digits_and_units_reads_back() => Holds(Numbers, number =>
    {
        Exactly(number, InWords.DigitsWithUnits(number));
        Exactly(number, (number / 10_000m).ToString(CultureInfo.InvariantCulture) + "万");
        Exactly(number, number.ToString("N0", CultureInfo.InvariantCulture));
        Exactly(number, string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + '０'))));
    });

    [Fact]
    public void Digits_alone_read_as_they_do_in_the_wide_form_of_an_input_method() => Holds(
        from number in Numbers
        from zeros in Gen.Elements("", "", "0", "00")
        from digits in Gen.Elements(zeros + number.ToString(CultureInfo.InvariantCulture), "0", "00", "9999999999999", "10000000000000", "10000000000001")
        select digits,
        digits => Assert.All((ValueKind[])[ValueKind.Integer, ValueKind.Decimal, ValueKind.Money, ValueKind.Area, ValueKind.Duration], kind =>
        {
            var wide = string.Concat(digits.Select(digit => (char)(digit - '0' + '０')));
            Assert.Equal(Said(Read(kind, wide)), Said(Read(kind, digits)));

            // What is not understood is quoted back as it was typed.
            string Said(Reading reading) => string.Concat(Says(reading, kind).Select(character => character is >= '０' and <= '９' ? (char)(character - '０' + '0') : character));
        }));

    [Fact]
    public void A_sum_of_money_written_in_yuan_jiao_and_fen_reads_back() => Holds(Gen.Choose(0, 99_999_999), fen =>
    {
        var stored = NumberReaderStored(fen / 100m);
        Assert.Equal(new Reading.Understood(stored), Read(ValueKind.Money, InWords.Money(fen)));
        Assert.Equal(new Reading.Understood(stored), Read(ValueKind.Money, stored));
    });

    [Fact]
    public void A_number_with_a_word_of_doubt_beside_it_is_never_stored() => Holds(
        from number in Numbers
        from written in Gen.Elements<Func<long, string>>(InWords.Standard, InWords.Spoken, InWords.DigitsWithUnits, n => n.ToString(CultureInfo.InvariantCulture))
        from pattern in Gen.Elements("大概{0}", "{0}左右", "{0}多", "不到{0}", "{0}来块", "每月{0}", "{0}吧", "亏了{0}", "{0}或者五", "将近{0}", "{0}-9999999999999", "{0}个")
        select string.Format(CultureInfo.InvariantCulture, pattern, written(number)),
        text => Assert.False(Read(ValueKind.Money, text) is Reading.Understood, text));

    [Fact]
    public void A_day_written_in_seven_ways_reads_back() => Holds(Days, day =>
    {
        var stored = new Reading.Understood(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        string[] ways =
        [
            stored.Value, $"{day.Year}.{day.Month}.{day.Day}", $"{day.Year}年{day.Month}月{day.Day}日", day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            $"{day.Year}/{day.Month:00}/{day.Day:00}", $"{InWords.OneByOne(day.Year)}年{InWords.Standard(day.Month)}月{InWords.Standard(day.Day)}号", $"{day.Year} {day.Month} {day.Day}",
        ];
        Assert.All(ways, way => Assert.Equal(stored, Read(ValueKind.Date, way)));
    });

    [Fact]
    public void A_day_without_its_year_is_within_the_year_around_today_or_asked_about() => Holds(
        Gen.Choose(0, 365 * 8).Zip(Days),
        pair =>
        {
            var (offset, day) = pair;
            var today = new DateOnly(2018, 1, 1).AddDays(offset);
            var read = ValueReader.Read(ValueKind.Date, $"{day.Month}.{day.Day}", Repository.Pack.ValueWords, today);
            if (read is Reading.Understood { Value: var value })
                Assert.InRange(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber, today.DayNumber - 365, today.DayNumber + 31);
            else
                Assert.True(read is Reading.Doubtful { Candidates.Count: > 0 } or Reading.NotUnderstood { Kind: Expected.ImpossibleDate });
        });

    [Fact]
    public void A_lunar_day_of_this_year_reads_back_as_the_solar_day_it_is() => Holds(Gen.Choose(0, 200), days =>
    {
        var day = Today.AddDays(-days);
        var calendar = new ChineseLunisolarCalendar();
        var at = day.ToDateTime(TimeOnly.MinValue);
        var written = $"{InWords.LunarMonth(calendar.GetMonth(at))}月{InWords.LunarDay(calendar.GetDayOfMonth(at))}";
        Assert.Equal(new Reading.Understood(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Read(ValueKind.Date, $"农历{written}"));
    });

    [Fact]
    public void Whatever_is_typed_is_a_reading()
    {
        var pieces = Gen.Elements(
            "一", "三", "七八", "十", "百", "千", "万", "亿", "零", "半", "点", "0", "3", "12", "2022", "20", ".", ",", "，", "-", "~", "+", "×", "*", "/", "%", " ", "　", "年", "月", "日", "号", "天",
            "元", "块", "毛", "分", "亩", "个", "农历", "正", "腊", "初", "闰", "去年", "上月", "底", "上周", "前", "大前天", "左右", "大概", "来", "多", "没有", "是", "?", "。", "：", "下午", "点半", "x", "E+", "\0", "\uD83D", "😀", "两", "廿",
            "负", "到", "或", "加", "每月", "工资", "一共", "国庆", "周日", "末");
        Holds(pieces.ListOf().Select(list => string.Concat(list)), text =>
        {
            foreach (var kind in Enum.GetValues<ValueKind>())
                Assert.True(Says(Read(kind, text), kind).Length > 0);
        }, 3000);
        Prop.ForAll<string?>(text => Enum.GetValues<ValueKind>().All(kind => Says(Read(kind, text ?? ""), kind).Length > 0)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_text_without_end_is_refused_and_quoted_short()
    {
        foreach (var endless in (string[])[new string('三', 10_000_000), new string('9', 10_000_000), new string(' ', 10_000_000), string.Concat(Enumerable.Repeat("一万", 2_000_000))])
            foreach (var kind in Enum.GetValues<ValueKind>())
                Assert.True(((Reading.NotUnderstood)Read(kind, endless)).Typed.Length <= 60);
    }

    private static string Says(Reading reading, ValueKind kind) => reading switch
    {
        Reading.Understood exact => ValueTexts.Confirm(Repository.Pack.Messages, kind, exact.Value, ""),
        Reading.Doubtful doubtful => ValueTexts.Ask(Repository.Pack.Messages, doubtful),
        Reading.NotUnderstood refused => ValueTexts.Refuse(Repository.Pack.Messages, refused),
        _ => "",
    };

    private static void Exactly(long number, string written)
    {
        var read = Read(ValueKind.Money, written);
        Assert.True(read == new Reading.Understood(number.ToString(CultureInfo.InvariantCulture)), $"{written} for {number} was read as {read}");
    }

    private static Reading Read(ValueKind kind, string text) => ValueReader.Read(kind, text, Repository.Pack.ValueWords, Today);

    private static string NumberReaderStored(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Holds<T>(Gen<T> values, Action<T> holds, int times = 1000) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(times),
        Prop.ForAll(values.ToArbitrary(), value =>
        {
            holds(value);
            return true;
        }));
}
