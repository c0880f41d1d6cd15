using Bot.Forms;
using Testing;
using Xunit;

namespace Bot.Tests.Forms;

public sealed class AnswerReaderTests
{
    private const string Sheet = """
        survey:
          - {type: select_one how, name: one, label: 走访方式}
          - {type: select_multiple water, name: several, label: 饮水情况}
          - {type: integer, name: people, label: 几人}
          - {type: decimal, name: money, label: 多少钱}
          - {type: date, name: day, label: 哪天}
          - {type: text, name: words, label: 说明}
          - {type: decimal, name: wages, label: 工资, unit: 元}
          - {type: decimal, name: land, label: 耕地, unit: 亩}
          - {type: time, name: hour, label: 几点}
          - {type: dateTime, name: moment, label: 什么时候}
          - {type: text, name: id, label: 身份证号, mask: id-number}
          - {type: text, name: phone, label: 电话, mask: phone}
          - {type: image, name: photo, label: 照片}
        choices:
          - {list_name: how, name: home, label: 入户}
          - {list_name: how, name: phone, label: 电话}
          - {list_name: how, name: kin, label: 委托亲属、邻居}
          - {list_name: how, name: other, label: 其他方式（电话以外）}
          - {list_name: water, name: none, label: 没有, exclusive: yes}
          - {list_name: water, name: dry, label: 供水不足、缺水}
          - {list_name: water, name: bad, label: 水质不达标}
          - {list_name: water, name: pipe, label: 水管损坏}
        """;

    [Theory]
    [InlineData("1", "home")]
    [InlineData("２", "phone")]
    [InlineData("②", "phone")]
    [InlineData("3、", "kin")]
    [InlineData("4.", "other")]
    [InlineData(" 1） ", "home")]
    [InlineData("入户", "home")]
    [InlineData("电话", "phone")]
    [InlineData("邻居", "kin")]
    [InlineData("委托亲属、邻居", "kin")]
    public void One_choice_is_read_by_its_number_its_label_or_a_piece_of_one(string typed, string name) => Understood(name, "one", typed);

    [Theory]
    [InlineData("0")]
    [InlineData("5")]
    [InlineData("⑤")]
    [InlineData("1 2")]
    [InlineData("户了")]
    [InlineData("电")]
    [InlineData("方式方法")]
    public void What_is_none_or_may_be_several_of_the_choices_is_not_guessed(string typed) => NotUnderstood(Expected.Choice, typed, "one", typed);

    [Fact]
    public void A_piece_that_stands_in_two_labels_is_not_guessed() => NotUnderstood(Expected.Choices, "水", "several", "水");

    [Theory]
    [InlineData("2 3", "dry bad")]
    [InlineData("3，2", "dry bad")]
    [InlineData("②、④", "dry pipe")]
    [InlineData("2.3.", null)]
    [InlineData("缺水 水管", "dry pipe")]
    [InlineData("供水不足、缺水", "dry")]
    [InlineData("3 3", "bad")]
    [InlineData("1", "none")]
    [InlineData("没有", "none")]
    public void Several_choices_are_read_in_printed_order_each_once(string typed, string? names)
    {
        if (names is null)
            NotUnderstood(Expected.Choices, typed, "several", typed);
        else
            Understood(names, "several", typed);
    }

    [Fact]
    public void A_choice_that_stands_alone_is_not_combined()
    {
        NotUnderstood(Expected.OnlyChoice, "没有", "several", "1 2");
        Assert.Equal(
            new Reading.NotUnderstood(Expected.OnlyChoice, "没有"), AnswerReader.Tapped(Sheets.Question(Sheet, "several"), ["none", "dry"]));
    }

    [Fact]
    public void One_wrong_number_among_right_ones_is_named() => NotUnderstood(Expected.Choices, "9", "several", "2 9");

    [Fact]
    public void A_tap_carries_names_and_knows_no_others()
    {
        Assert.Equal(new Reading.Understood("phone"), AnswerReader.Tapped(Sheets.Question(Sheet, "one"), ["phone"]));
        Assert.Equal(new Reading.Understood("dry pipe"), AnswerReader.Tapped(Sheets.Question(Sheet, "several"), ["pipe", "dry"]));
        Assert.IsType<Reading.NotUnderstood>(AnswerReader.Tapped(Sheets.Question(Sheet, "one"), ["1"]));
        Assert.IsType<Reading.NotUnderstood>(AnswerReader.Tapped(Sheets.Question(Sheet, "one"), ["home", "phone"]));
        Assert.IsType<Reading.NotUnderstood>(AnswerReader.Tapped(Sheets.Question(Sheet, "one"), ["home", "gone"]));
    }

    [Theory]
    [InlineData("三千五", "3500")]
    [InlineData("1.2万", "12000")]
    [InlineData("320.50元", "320.5")]
    [InlineData("100", "100")]
    [InlineData("没有", "0")]
    public void Money_is_stored_as_a_plain_number(string typed, string value) => Understood(value, "money", typed);

    [Theory]
    [InlineData("people", "1.5", Expected.WholeNumber)]
    [InlineData("people", "几个", Expected.WholeNumber)]
    [InlineData("money", "不知道", Expected.Number)]
    public void What_is_no_such_number_is_asked_again(string name, string typed, Expected kind) => NotUnderstood(kind, typed, name, typed);

    [Theory]
    [InlineData("money", "大概三千", Doubt.Approximate, "3000")]
    [InlineData("money", "七八千", Doubt.Range, "7000 8000")]
    [InlineData("wages", "三个", Doubt.Unit, "")]
    [InlineData("wages", "每月3200", Doubt.Period, "3200")]
    [InlineData("people", "一个半", Doubt.Whole, "")]
    [InlineData("land", "一百平方米", Doubt.Unit, "")]
    [InlineData("day", "上个月", Doubt.Span, "2022-07-01 2022-07-31")]
    [InlineData("hour", "三点半", Doubt.WhichHalf, "03:30 15:30")]
    public void What_is_not_exact_is_asked_about_with_what_may_be_meant(string name, string typed, Doubt why, string candidates)
    {
        var doubtful = Assert.IsType<Reading.Doubtful>(Read(name, typed));
        Assert.Equal((why, typed, candidates), (doubtful.Why, doubtful.Typed, string.Join(' ', doubtful.Candidates)));
    }

    [Theory]
    [InlineData("wages", "三块五", "3.5")]
    [InlineData("wages", "3200元", "3200")]
    [InlineData("land", "两亩三分", "2.3")]
    [InlineData("people", "三口人", "3")]
    [InlineData("hour", "下午三点半", "15:30")]
    [InlineData("moment", "昨天下午3点", "2022-08-09T15:00:00+08:00")]
    [InlineData("id", "11010119900307777x", null)]
    [InlineData("phone", "138 0013 8000", "13800138000")]
    public void Every_type_of_question_reads_its_kind_of_value(string name, string typed, string? value)
    {
        if (value is null)
            Assert.IsType<Reading.NotUnderstood>(Read(name, typed));
        else
            Understood(value, name, typed);
    }

    [Fact]
    public void A_masked_number_is_checked_when_it_is_answered_and_not_quoted_whole()
    {
        NotUnderstood(Expected.IdChecksum, "110***********1234", "id", "110101199003071234");
        NotUnderstood(Expected.PhoneLength, "138***8000", "phone", "1380018000");
    }

    [Theory]
    [InlineData("有", null)]
    [InlineData("没得", "none")]
    [InlineData("没", "none")]
    public void A_word_is_not_taken_for_the_choice_that_denies_it(string typed, string? name)
    {
        if (name is null)
            NotUnderstood(Expected.Choices, typed, "several", typed);
        else
            Understood(name, "several", typed);
    }

    [Theory]
    [InlineData("2022-08-05", "2022-08-05")]
    [InlineData("2021年12月31日", "2021-12-31")]
    [InlineData("2022/8/5", "2022-08-05")]
    [InlineData("8月5日", "2022-08-05")]
    [InlineData("8月5号", "2022-08-05")]
    [InlineData("8.20", "2022-08-20")]
    public void A_day_is_read_as_people_write_it_and_without_a_year_is_this_years(string typed, string day) => Understood(day, "day", typed);

    [Theory]
    [InlineData("2月30日", Expected.ImpossibleDate)]
    [InlineData("13-1", Expected.Date)]
    [InlineData("前几天", Expected.Date)]
    [InlineData("20", Expected.Date)]
    public void What_is_no_day_is_asked_again(string typed, Expected kind) => NotUnderstood(kind, typed, "day", typed);

    [Fact]
    public void Words_are_kept_as_they_are_but_not_without_end()
    {
        Understood("见人见事：1. 王建国", "words", " 见人见事：1. 王建国 ");
        NotUnderstood(Expected.Text, new string('x', Limits.AnswerLength + 1), "words", new string('x', Limits.AnswerLength + 1));
        NotUnderstood(Expected.Photo, "照片在路上", "photo", "照片在路上");
        NotUnderstood(Expected.Text, "", "words", "   ");
    }

    private static Reading Read(string name, string typed) =>
        AnswerReader.Read(Sheets.Question(Sheet, name), typed, Repository.Pack.ValueWords, Sheets.Now);

    private static void Understood(string value, string name, string typed) =>
        Assert.Equal(new Reading.Understood(value), Read(name, typed));

    private static void NotUnderstood(Expected kind, string quoted, string name, string typed) =>
        Assert.Equal(new Reading.NotUnderstood(kind, quoted), Read(name, typed));
}
