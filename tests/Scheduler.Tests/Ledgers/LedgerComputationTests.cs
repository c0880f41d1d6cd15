using Scheduler.Ledgers;
using Store.Packs;
using Xunit;

namespace Scheduler.Tests.Ledgers;

public sealed class LedgerComputationTests
{
    private static readonly (string, string)[] Complete =
    [
        ("town", "甲镇"), ("village", "上河村"), ("problem_type", "4"), ("problem_nature", "8"), ("problem_detail", "限时供水"), ("status", "2"),
    ];

    [Fact]
    public void Choices_are_shown_by_the_labels_of_the_form()
    {
        var row = Assert.Single(Compute(SampleLedgers.Record(SampleLedgers.Form, "a", "2022-08-30T10:00:00+08:00", Complete)).Rows);
        Assert.Equal(["1", "甲镇", "上河村", "巩固成果", "饮水安全", "限时供水", "正在整改"], row.Select(cell => cell.ToString()));
        Assert.IsType<LedgerCell.Number>(row[0]);
        Assert.All(row.Skip(1), cell => Assert.IsType<LedgerCell.Text>(cell));
    }

    [Fact]
    public void Rows_are_numbered_in_the_order_they_were_handed_in()
    {
        var table = Compute(
            SampleLedgers.Record(SampleLedgers.Form, "b", "2022-08-30T10:00:00+08:00", ("problem_detail", "third")),
            SampleLedgers.Record(SampleLedgers.Form, "c", "2022-08-29T23:00:00+00:00", ("problem_detail", "first")),
            SampleLedgers.Record(SampleLedgers.Form, "a", "2022-08-30T10:00:00+08:00", ("problem_detail", "second")));
        Assert.Equal(["1 first", "2 second", "3 third"], table.Rows.Select(row => $"{row[0]} {row[5]}"));
    }

    [Fact]
    public void A_missing_answer_is_a_blank_cell()
    {
        var row = Assert.Single(Compute(SampleLedgers.Record(SampleLedgers.Form, "a", "2022-08-30T10:00:00+08:00", ("town", "甲镇"), ("village", ""))).Rows);
        Assert.IsType<LedgerCell.Blank>(row[2]);
        Assert.IsType<LedgerCell.Blank>(row[6]);
    }

    [Fact]
    public void A_choice_the_form_does_not_know_is_shown_as_stored()
    {
        var row = Assert.Single(Compute(SampleLedgers.Record(SampleLedgers.Form, "a", "2022-08-30T10:00:00+08:00", ("status", "9"))).Rows);
        Assert.Equal("9", row[6].ToString());
    }

    [Theory]
    [InlineData("2022-08-30T15:59:59+00:00", "2022年8月30日")]
    [InlineData("2022-08-30T16:00:00+00:00", "2022年8月31日")]
    public void The_report_date_is_the_china_day_of_the_latest_record(string latest, string printed)
    {
        var table = Compute(
            SampleLedgers.Record(SampleLedgers.Form, "b", latest, Complete),
            SampleLedgers.Record(SampleLedgers.Form, "a", "2022-08-01T10:00:00+08:00", Complete));
        Assert.Equal(new HeaderValue("填报时间：", printed), Assert.Single(table.Header));
    }

    [Fact]
    public void Without_records_the_report_date_is_left_to_be_filled_by_hand()
    {
        var table = Compute();
        Assert.Equal(new HeaderValue("填报时间：", ""), Assert.Single(table.Header));
        Assert.Empty(table.Rows);
        Assert.Empty(table.Totals);
    }

    [Fact]
    public void Header_fields_show_what_is_known_and_a_line_for_what_is_not()
    {
        var context = new LedgerContext(new Dictionary<string, string> { ["unit"] = "甲镇人民政府" });
        var table = LedgerComputation.Compute(Layouts.TwoLevels, [], context);
        Assert.Equal(["填报单位(盖章): 甲镇人民政府", "填报人: _____", "填报时间: _____"], table.Header.Select(field => field.Text + field.Value));
    }

    [Fact]
    public void Numbers_dates_and_dashes_come_typed_and_what_does_not_fit_stays_as_written()
    {
        var table = LedgerComputation.Compute(Layouts.FourLevels,
            [SampleLedgers.Record(Layouts.Counts, "a", "2020-06-30T10:00:00+08:00", ("a", "12"), ("b", "约7"), ("rate", "0.58"))], SampleLedgers.Nowhere);
        var row = Assert.Single(table.Rows);
        Assert.Equal(new LedgerCell.Number(12), row[1]);
        Assert.Equal(new LedgerCell.Text("约7"), row[2]);
        Assert.IsType<LedgerCell.Dash>(row[4]);
        var dated = LedgerComputation.Compute(Layouts.TwoLevels,
            [SampleLedgers.Record(Layouts.HouseholdProblem, "a", "2022-08-30T10:00:00+08:00", ("deadline", "2022-09-10"))], SampleLedgers.Nowhere);
        Assert.Equal(new LedgerCell.Date(new DateOnly(2022, 9, 10)), dated.Rows[0][9]);
    }

    [Fact]
    public void Totals_add_up_the_numbers_of_their_columns()
    {
        var table = LedgerComputation.Compute(Layouts.FourLevels,
        [
            SampleLedgers.Record(Layouts.Counts, "a", "2020-06-30T10:00:00+08:00", ("ind", "住房安全"), ("a", "12"), ("b", "7")),
            SampleLedgers.Record(Layouts.Counts, "b", "2020-06-30T10:00:00+08:00", ("ind", "饮水安全"), ("a", "3"), ("b", "")),
        ], SampleLedgers.Nowhere);
        Assert.Equal(["合计", "15", "7", "15", "", "15", "7", ""], table.Totals.Select(cell => cell.ToString()));
    }

    [Fact]
    public void Several_choices_are_listed_and_words_given_for_other_replace_it()
    {
        var several = SampleLedgers.Select("several", "甲", "乙", "丙") with { Type = QuestionType.SelectMultiple };
        var other = SampleLedgers.Select("kind", "甲") with { OrOther = true };
        var form = new Form("f", "f", "1", "survey", "data", [several, other, SampleLedgers.Text("kind_other")], "f.yaml");
        var ledger = SampleLedgers.Parse(
            """
            id: l
            title: 表
            campaign: c
            level: town
            form: f
            columns:
              - {id: several, path: [多选], type: enum, source: {answer: several}}
              - {id: stored, path: [代码], type: text, source: {answer: several, show: value}}
              - {id: kind, path: [类别], type: enum, source: {answer: kind}}
              - {id: village, path: [村], type: org, source: {context: village}}
              - {id: day, path: [日期], type: date, source: {context: submitted_on}}
            """, form);
        var record = SampleLedgers.Record(form, "a", "2022-08-30T16:30:00Z", ("several", "1 3"), ("kind", "other"), ("kind_other", "外地户"))
            with
        { Context = new Dictionary<string, string> { ["village"] = "上河村" } };
        var row = Assert.Single(LedgerComputation.Compute(ledger, [record], SampleLedgers.Nowhere).Rows);
        Assert.Equal(["甲、丙", "1 3", "外地户", "上河村", "2022-08-31"], row.Select(cell => cell.ToString()));
    }

    private static LedgerTable Compute(params LedgerRecord[] records) =>
        LedgerComputation.Compute(SampleLedgers.DayingA3, records, SampleLedgers.Nowhere);
}
