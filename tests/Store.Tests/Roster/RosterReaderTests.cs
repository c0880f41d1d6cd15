using System.Text.Json;
using Store.Rosters;
using Xunit;
using static Store.Tests.Rosters.SampleRoster;

namespace Store.Tests.Rosters;

public sealed class RosterReaderTests
{
    [Fact]
    public void A_correct_workbook_becomes_a_roster_in_the_order_of_the_file()
    {
        var read = Read(Workbook());

        Assert.Empty(read.Problems);
        var roster = read.Roster!;
        Assert.Equal(["X", "X1", "X101", "X102"], roster.Units.Select(unit => unit.Id));
        Assert.Equal([UnitLevel.County, UnitLevel.Town, UnitLevel.Village, UnitLevel.Village], roster.Units.Select(unit => unit.Level));
        Assert.Null(roster.Units[0].ParentId);
        Assert.Equal(["脱贫村", "重点帮扶村"], roster.Units[2].Kinds);
        Assert.Equal(["contact", "contact", "township"], roster.People.Select(person => person.Role));
        Assert.Equal(new RosterPerson("zhang", "张一", "contact", "X101", "15400000001", "村组干部"), roster.People[0]);

        var (first, second, third) = (roster.Households[0], roster.Households[1], roster.Households[2]);
        Assert.Equal(("H1", "X101", "1组", "赵大", 2), (first.Id, first.VillageId, first.Group, first.Head, first.Size));
        Assert.Equal(["建档立卡贫困户", "已脱贫户"], first.Types);
        Assert.Equal(("脱贫不稳定户", false, new DateOnly(2021, 5, 6)), (first.MonitorType, first.RiskEliminated, first.IdentifiedOn));
        Assert.Equal(["因病", "因灾"], first.RiskTypes);
        Assert.Equal(("15400000003", "zhang"), (first.Phone, first.ContactUserId));
        Assert.Equal([true, false], first.Members.Select(member => member.IsHead));
        Assert.Equal(new RosterMember("赵小", Id("20100405", 4), "之子", false, "无劳动力", null, "小学", null), first.Members[1]);
        Assert.Equal([new RosterMeasure("医疗救助", new DateOnly(2021, 5, 20))], first.Measures);
        Assert.Equal(("边缘易致贫户", true), (second.MonitorType, second.RiskEliminated));
        Assert.Null(third.MonitorType);
    }

    [Fact]
    public void What_is_written_out_reads_back_the_same()
    {
        var roster = Read(Workbook()).Roster!;
        var stream = new MemoryStream();

        RosterWorkbook.Write(roster, Layout, stream);

        stream.Position = 0;
        var again = Reader().Read(stream);
        Assert.Empty(again.Problems);
        Assert.Equal(JsonSerializer.Serialize(roster), JsonSerializer.Serialize(again.Roster));
    }

    [Fact]
    public void The_sheet_of_measures_may_be_missing() => Assert.Empty(Lines(Workbook().Without("措施")));

    [Fact]
    public void Columns_come_in_any_order_under_a_title_with_notes_and_other_names()
    {
        var workbook = Workbook().Without("人员")
            .Sheet("人员 ")
            .Row("示例县工作人员名单", null, null, null, null, null, null)
            .Merge("A1:G1")
            .Row("填报单位：示例镇")
            .Row("序号", "所在单位编号", "角　色（可填别名）", "Ｕserid *", "手机号码", "姓 名：", "级别")
            .Row(1, "X101", "监测联系人", "zhang", "15400000001", "张一", "村组干部")
            .Row(2, "X102", "监测联系人（村级）", "li", "15400000002", "李二", null);

        var read = Read(workbook);

        Assert.Empty(read.Problems);
        Assert.Equal(["张一", "李二"], read.Roster!.People.Select(person => person.Name));
        Assert.Equal("村组干部", read.Roster.People[0].Level);
    }

    [Fact]
    public void Headings_may_be_merged_over_two_rows()
    {
        var workbook = Workbook().Without("成员")
            .Sheet("成员")
            .RowAt(1, "户编号", "家庭成员", null, null, "劳动能力", "残疾", "就学", "务工")
            .RowAt(2, null, "姓名", "身份证号", "关系")
            .Merge("A1:A2").Merge("B1:D1").Merge("E1:E2").Merge("F1:F2").Merge("G1:G2").Merge("H1:H2")
            .Row("H3", "孙四", null, "之女", null, "二级", null, "省外");

        var read = Read(workbook);

        Assert.Empty(read.Problems);
        var member = Assert.Single(read.Roster!.Households[2].Members);
        Assert.Equal(("孙四", "之女", "二级", "省外"), (member.Name, member.Relation, member.Disability, member.Work));
    }

    [Fact]
    public void Values_are_read_as_people_type_them()
    {
        var read = Read(Workbook()
            .Set("户!A2", " Ｈ１ ")
            .Set("户!E2", " " + Id("19600101", 1)[..6] + " " + Id("19600101", 1)[6..].ToLowerInvariant() + "　")
            .Set("户!F2", "建档立卡贫困户，已脱贫户 ")
            .Set("户!G2", 2)
            .Set("户!H3", "边缘易致贫户(已消除)")
            .Set("户!H4", "无")
            .Set("户!I2", "因病/因灾;因病")
            .Set("户!K2", 15400000003d)
            .Set("户!K3", "154-0000-0004")
            .Set("户!L2", "ZHANG")
            .Set("人员!E4", "—"));

        Assert.Empty(read.Problems);
        var household = read.Roster!.Households[0];
        Assert.Equal(("H1", Id("19600101", 1), 2, "15400000003", "zhang"),
            (household.Id, household.IdNumber, household.Size, household.Phone, household.ContactUserId));
        Assert.Equal(["建档立卡贫困户", "已脱贫户"], household.Types);
        Assert.Equal(["因病", "因灾"], household.RiskTypes);
        Assert.True(read.Roster.Households[1].RiskEliminated);
        Assert.Equal("15400000004", read.Roster.Households[1].Phone);
        Assert.Null(read.Roster.Households[2].MonitorType);
        Assert.Null(read.Roster.People[2].Phone);
    }

    [Fact]
    public void A_code_that_Excel_shows_with_leading_zeros_keeps_them()
    {
        var read = Read(Workbook().Set("单位!A5", new LeadingZeros(102)).Set("户!B3", "0102").Set("户!B4", "0102").Set("人员!D3", "0102"));

        Assert.Empty(read.Problems);
        Assert.Equal("0102", read.Roster!.Units[3].Id);
    }

    public static TheoryData<object> WrittenDates => new()
    {
        new DateTime(2021, 8, 1), 44409d, "44409", 20210801d, "20210801", "2021/8/1", "2021-08-01", "2021.8.1", "2021年8月1日",
        "2021 年 8 月 1 日", "２０２１－８－１", "2021/8/1 00:00:00", "2021-08-01 0:00",
    };

    [Theory]
    [MemberData(nameof(WrittenDates), DisableDiscoveryEnumeration = true)]
    public void Dates_are_read_in_every_usual_form(object written)
    {
        var read = Read(Workbook().Set("户!J2", written));

        Assert.Empty(read.Problems);
        Assert.Equal(new DateOnly(2021, 8, 1), read.Roster!.Households[0].IdentifiedOn);
    }

    [Fact]
    public void Empty_rows_are_passed_over_and_rows_keep_their_number()
    {
        var workbook = Workbook().Without("措施")
            .Sheet("措施").Row("户编号", "措施", "开始日期")
            .RowAt(2, null, " ", "")
            .RowAt(4, "H1", "医疗救助", null)
            .RowAt(9, "H9", "医疗救助", null);

        Assert.Equal(["roster.xlsx:措施!A9: “户”表里没有编号为 H9 的户。"], Lines(workbook));
    }

    [Fact]
    public void A_household_number_merged_over_its_members_counts_for_all_of_them()
    {
        var read = Read(Workbook().Set("成员!A3", null).Merge("成员", "A2:A3"));

        Assert.Empty(read.Problems);
        Assert.Equal(["赵大", "赵小"], read.Roster!.Households[0].Members.Select(member => member.Name));
    }

    [Fact]
    public void Columns_of_the_countys_own_are_left_alone() =>
        Assert.Empty(Lines(Workbook().Set("户!M1", "致贫原因").Set("户!M2", "缺资金").Set("户!N1", "问题").Set("户!N2", "旧的提示")));

    [Fact]
    public void A_stream_that_cannot_seek_is_read_too()
    {
        using var stream = new OneWay(Workbook().Save().ToArray());

        Assert.Empty(Reader().Read(stream).Problems);
    }

    [Fact]
    public void Every_message_has_its_sentence_and_uses_no_unknown_parameter()
    {
        foreach (var key in RosterMessages.All)
            Assert.DoesNotContain("{", Messages.Say(key, [.. key.Parameters.Select(name => (name, (object?)"x"))]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_with_what_is_stored_points_at_the_cell_it_came_from()
    {
        var read = Read(Workbook());

        var problem = read.Problem(RosterColumns.Households, 1, RosterColumns.IdNumber, RosterMessages.IdTwice, ("cell", "H7"));

        Assert.StartsWith("roster.xlsx:户!E3: ", problem.Line("roster.xlsx", Messages), StringComparison.Ordinal);
    }

    private sealed class OneWay(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
