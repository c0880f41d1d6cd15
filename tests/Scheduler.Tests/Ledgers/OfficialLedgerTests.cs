using Scheduler.Ledgers;
using Scheduler.Tests.Ledgers.Workbook;
using Store.Packs;
using Xunit;
using static Scheduler.Tests.Ledgers.OfficialLedgers;

namespace Scheduler.Tests.Ledgers;

/// <summary>The features that the official documents ask of their ledgers, by number.</summary>
public sealed class OfficialLedgerTests
{
    public static TheoryData<string> Eleven =>
    [
        "daying-a3", "daying-a4", "xiaoxian-1-1", "xiaoxian-1-2", "xiaoxian-a2", "xiangcheng-ledger", "jinggang-a1", "jinggang-a2", "jinggang-a3", "jinggang-a4", "jinggang-daily",
    ];

    /// <summary>Every one that the sources give the fields of.</summary>
    public static TheoryData<string> All => [.. Testing.Repository.Pack.Ledgers.Where(ledger => !ledger.IsSlot).Select(ledger => ledger.Id)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_ledger_keeps_to_the_schema_empty_and_filled_and_comes_out_the_same_twice(string id)
    {
        Assert.True(Make(id, AllRecords.Everything()).Rows.Count > 1 || Ledger(id).Rows is LedgerRows.One, $"{id} has no rows to look at");
        foreach (var records in new[] { [], AllRecords.Everything().OrderBy(record => record.Submission is null ? record.Id : "").ToArray() })
        {
            Assert.Empty(OpenedWorkbook.Errors(OpenedWorkbook.Write(Make(id, records))));
            // What was handed in may be read in any order; the roster has one of its own.
            Assert.Equal(OpenedWorkbook.Write(Make(id, records)), OpenedWorkbook.Write(Make(id, [.. records.Reverse().OrderBy(record => record.Submission is null ? record.Id : "")])));
        }
    }

    [Fact]
    public void Feature_13_a_household_problem_lands_in_twelve_columns_under_a_merged_heading()
    {
        var table = Make("xiaoxian-1-1", Found(1, "5", "1"));
        Assert.Equal(12, table.Columns.Count);
        Assert.Equal(["整改责任", "责任人"], table.Columns.Single(column => column.Id == "resp_person").Path);
        Assert.Equal(["1", "靖港镇", "芦江社区", "李四", "边缘易致贫户", "“三保障”和饮水安全方面/安全饮水", "饮水管道破损，每周限时供水两次", "更换破损管道", "王五", "靖港镇", "2022-08-30", ""],
            table.Rows[0].Select(cell => cell.ToString()));
        Assert.Equal("靖港镇单位/乡镇集中排查“回头看”专项行动问题整改台账(户内问题)", table.Title);
        Assert.Equal(["填报单位(盖章): 靖港镇", "填报人: _____", "填报时间: 2022年8月15日"], table.Header.Select(field => field.Text + field.Value));
        using var book = new OpenedWorkbook(table);
        Assert.Contains("I3:J3", book.Merges);
        Assert.Contains("A3:A4", book.Merges);
    }

    [Fact]
    public void Feature_14_a_surface_problem_is_labelled_as_the_sample_is()
    {
        var table = Make("xiaoxian-1-2", Of("xiaoxian-1-2-surface-problem", 1, 1, "level=2|level_label=镇级层面（靖港镇）|problem_type=7|content=x|status=1"));
        Assert.Equal("镇级层面（靖港镇）", table.Rows[0][1].ToString());
        Assert.Equal(9, table.Columns.Count);
    }

    [Fact]
    public void Feature_17_every_day_shows_twelve_villages_with_what_is_done_so_far()
    {
        var table = Make("jinggang-daily",
            Of("jinggang-daily", 1, 1, "date=2020-04-10|group=1|done_today=10|unreachable=1"),
            Of("jinggang-daily", 2, 1, "date=2020-04-10|group=2|done_today=8"),
            Of("jinggang-daily", 3, 1, "date=2020-04-11|group=1|done_today=9|unreachable=2"),
            Of("jinggang-daily", 4, 2, "date=2020-04-11|group=3|done_today=7"),
            Suspected(5, 1, "7", "1", "1") with { SubmittedAt = new(2020, 4, 9, 8, 0, 0, TimeSpan.Zero) },
            Suspected(6, 1, "8", "1", "1") with { SubmittedAt = new(2020, 4, 11, 8, 0, 0, TimeSpan.Zero) },
            Household(1, 1, "低保户", 2), Household(2, 1, "低保户", 2), Household(3, 2, "低保户", 2));
        Assert.Equal(24, table.Rows.Count);
        Assert.Equal(["2020-04-10", "芦江社区", "2", "18", "18", "9", "1", "1"], table.Rows[0].Select(cell => cell.ToString()));
        Assert.Equal(["2020-04-11", "芦江社区", "2", "9", "27", "13.5", "2", "2"], table.Rows[12].Select(cell => cell.ToString()));
        Assert.Equal(["2020-04-11", "杨家山村", "1", "7", "7", "7", "0", "0"], table.Rows[13].Select(cell => cell.ToString()));
        var check = Check(table, "jd-i1");
        Assert.False(check.Ok);
        Assert.Contains("累计完成户数18 <= 总户数（户）2", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Feature_28_the_counts_come_from_records_and_the_identities_hold()
    {
        var table = Make("daying-a4", County,
            Person("a", "县级干部"), Person("b", "乡镇干部"), Person("c", "村组干部", 1), Person("d", "村组干部", 2), Person("e", "驻村工作队员", 2), Person("f", "市级干部"),
            Visit(1, 1, "1", "h1", "已脱贫户"), Visit(2, 1, "2", "h2", "已脱贫户", "脱贫不稳定户", "open"), Visit(3, 1, "1", "h3", "已脱贫户", "脱贫不稳定户", "eliminated"), Visit(4, 2, "1", "h4", "低保户"));
        Assert.Equal(["1", "", "望城区", "6", "1", "1", "1", "2", "1", "1", "2", "1", "1", "0", "4", "1", "0", "1", "1", "0", "1", "0", "0"],
            table.Rows[0].Select(cell => cell.ToString()));
        Assert.Equal(23, table.Columns.Count);
        Assert.Equal(3, table.Ledger.HeaderLevels);
        Assert.All(table.Checks, check => Assert.True(check.Ok, check.Message));
    }

    [Fact]
    public void Feature_28_the_header_is_merged_as_printed()
    {
        using var book = new OpenedWorkbook(Make("daying-a4", County));
        Assert.Superset(new HashSet<string>
        {
            "A3:A5", "B3:B5", "C3:C5", "D3:I3", "D4:D5", "J3:J5", "K3:N3", "K4:K5", "O3:U3", "O4:O5", "P4:Q4", "R4:T4", "U4:U5", "V3:W3", "V4:V5", "W4:W5",
        }, book.Merges.ToHashSet());
    }

    [Fact]
    public void Feature_28_a_forced_wrong_total_is_refused_with_the_identity_shown()
    {
        var table = Make("daying-a4", County);
        var stated = new Dictionary<string, string>
        {
            ["seq"] = "1",
            ["county"] = "望城区",
            ["p_total"] = "7",
            ["p_city"] = "1",
            ["p_county"] = "1",
            ["p_town"] = "1",
            ["p_village"] = "2",
            ["p_resident"] = "1",
        };
        var results = LedgerStatedChecks.Compare(table, [stated], new LedgerStated("county", [], "{row}{column}{stated}≠{computed}", ""));
        var refused = results.Single(result => result.Id == "da4-i1");
        Assert.False(refused.Ok);
        Assert.True(refused.Blocks);
        Assert.EndsWith("参加“回头看”人数/合计7 = 参加“回头看”人数/市级干部1 + 参加“回头看”人数/县级干部1 + 参加“回头看”人数/乡镇干部1 + 参加“回头看”人数/村组干部2 + 参加“回头看”人数/驻村工作队员1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Feature_26_a_household_that_the_campaign_has_no_word_for_is_listed_and_not_counted()
    {
        var table = Make("daying-a4", County, Visit(1, 1, "1", "h1", "已脱贫户"), Visit(2, 1, "1", "h2", "侨眷户"));
        Assert.Equal("1", Cell(table, "望城区", "h_total"));
        var listed = Check(table, "da4-unnamed");
        Assert.False(listed.Ok);
        Assert.False(listed.Blocks);
        Assert.Contains("有1户", listed.Message, StringComparison.Ordinal);
        Assert.Contains("侨眷户", listed.Message, StringComparison.Ordinal);
        Assert.True(Check(table, "da4-visits").Ok);
    }

    [Fact]
    public void Feature_29_a_village_of_both_kinds_counts_once_as_a_key_village()
    {
        var table = Make("daying-a4", County, Visit(1, 12, "1", "h1", "已脱贫户"), Visit(2, 2, "1", "h2", "已脱贫户"), Visit(3, 2, "1", "h3", "已脱贫户"));
        Assert.Equal(["2", "1", "0", "1"], Cells(table, "望城区", "v_total", "v_out", "v_normal", "v_key"));
    }

    [Fact]
    public void Feature_30_households_out_of_reach_stay_outside_the_total()
    {
        var table = Make("daying-a4", County,
        [
            .. Enumerable.Range(1, 10).Select(number => Visit(number, 1, "1", $"h{number}", "已脱贫户")),
            Visit(11, 1, "5", "h11", "已脱贫户"), Visit(12, 1, "5", "h12", "已脱贫户", at: "2022-07-15T10:00:00+08:00"),
            // Reached in another month: visited.
            Visit(13, 1, "5", "h1", "已脱贫户", at: "2022-07-15T10:00:00+08:00"),
        ]);
        Assert.Equal(["10", "10", "2"], Cells(table, "望城区", "h_total", "h_out_in", "h_out_lost"));
    }

    [Fact]
    public void Feature_31_counts_by_thirteen_types_equal_the_two_ledgers()
    {
        LedgerRecord[] records =
        [
            Found(1, "2", "1"), Found(2, "2", "2"), Found(3, "13", "1"),
            Of("xiaoxian-1-2-surface-problem", 4, 1, "level=2|level_label=镇级层面（靖港镇）|problem_type=7|content=x|status=2"),
        ];
        var context = OfTown with { Others = new Dictionary<string, LedgerTable> { ["xiaoxian-1-1"] = Make("xiaoxian-1-1", records), ["xiaoxian-1-2"] = Make("xiaoxian-1-2", records) } };
        var table = LedgerComputation.Compute(Ledger("xiaoxian-a2"), Inputs("xiaoxian-a2", records), context);
        Assert.Equal(13, table.Rows.Count);
        Assert.Equal(["靖港镇", "“三保障”和饮水安全方面", "义务教育", "2", "1", "1", "0", "0"], table.Rows[1].Select(cell => cell.ToString()));
        Assert.Equal(["合计", "", "", "4", "2", "2", "0", "0"], table.Totals.Select(cell => cell.ToString()));
        Assert.All(table.Checks, check => Assert.True(check.Ok, check.Message));
        using var book = new OpenedWorkbook(table);
        // The unit over all rows, the four kinds of one type, and a type that has none over both columns.
        Assert.Superset(new HashSet<string> { "A5:A17", "B6:B9", "B5:C5", "A18:C18", "B3:C4", "G3:H3" }, book.Merges.ToHashSet());
    }

    [Fact]
    public void Feature_32_a_household_flagged_twice_counts_once_in_the_total()
    {
        var table = Make("xiaoxian-a2",
            Found(1, "2", "1", "household_id=h1|propose_monitor=1|propose_monitor_persons=3"), Found(2, "5", "1", "household_id=h1|propose_monitor=1|propose_monitor_persons=3"),
            Found(3, "5", "1", "household_id=h1|propose_monitor=1|propose_monitor_persons=3"), Found(4, "5", "1", "household_id=h2|propose_monitor=2"));
        Assert.Equal(["1", "3"], Cells(table, "2", "m_house", "m_people"));
        Assert.Equal(["1", "3"], Cells(table, "5", "m_house", "m_people"));
        Assert.Equal(["1", "3"], Cells(table, "totals", "m_house", "m_people"));
    }

    [Fact]
    public void Feature_33_the_official_columns_come_in_order_and_the_required_ones_can_be_appended()
    {
        LedgerRecord[] records =
        [
            Of("xiangcheng-ledger-entry", 1, 1, "item_no=4|has_problem=1|problem=一名学生辍学|measure=劝返|result=正在劝返|resp_unit=县教体局|resp_person=王五|deadline=2023-08-20|village=芦江社区"),
            Of("xiangcheng-ledger-entry", 2, 1, "item_no=4|has_problem=1|problem=送教不到位|measure=排课|resp_unit=县教体局|deadline=2023-08-20"),
            Of("xiangcheng-ledger-entry", 3, 1, "item_no=5|has_problem=2|resp_unit=县教体局"), Of("xiangcheng-ledger-entry", 4, 2, "item_no=4|has_problem=2|resp_unit=县教体局"),
        ];
        var table = Make("xiangcheng-ledger", records);
        Assert.Equal(["类别", "类别", "分项", "分项", "序号", "排查项目", "排查发现问题", "整改措施", "整改情况", "责任单位"], table.Columns.Select(column => Assert.Single(column.Path)));
        Assert.Equal(73, table.Rows.Count);
        Assert.Equal(["二", "政策落实", "4", "教育帮扶", "4", "域内所有家庭义务教育阶段适龄儿童是否全部上学(因自身条件不能上学的除外)。", "一名学生辍学", "劝返", "正在劝返", "县教体局"], table.Rows[3].Select(cell => cell.ToString()));
        Assert.Equal("送教不到位", table.Rows[4][6].ToString());
        Assert.Equal(["未发现问题", ""], new[] { table.Rows[5][6].ToString(), table.Rows[6][6].ToString() });
        Assert.Equal("县教体局,各乡镇(街道)党委政府", table.Rows[6][9].ToString());
        Assert.StartsWith("还有70项没有报", Check(table, "xc-i1").Message, StringComparison.Ordinal);
        var full = Make("xiangcheng-ledger-full", records);
        Assert.Equal(["整改时限", "责任人", "村"], full.Columns.Skip(10).Select(column => column.Path[0]));
        Assert.Equal(["2023-08-20", "王五", "芦江社区"], full.Rows[3].Skip(10).Select(cell => cell.ToString()));
        using var book = new OpenedWorkbook(table);
        Assert.Superset(new HashSet<string> { "A2:B2", "C2:D2", "A3:A5", "B3:B5", "E6:E7", "F6:F7" }, book.Merges.ToHashSet());
    }

    [Fact]
    public void Feature_34_the_printed_figures_are_recomputed_and_their_three_differences_named()
    {
        var stated = Ledger("jinggang-a1").Stated!;
        var records = stated.Rows.Skip(1).Index().SelectMany(row => Households(row.Index + 1, row.Item)).ToArray();
        var table = Make("jinggang-a1", records);
        Assert.Equal(["合计", "849", "2597", "1332", "1618", "35", "62", "293", "531", "309", "309", "483", "504", "212", "212", "2181", "4215"], table.Totals.Skip(1).Select(cell => cell.ToString()));
        Assert.Equal(["stated/non_h", "stated/non_p", "stated/wubao_h", "stated/wubao_p", "stated/identity/ja1-i2", "stated/identity/ja1-i3"], table.Checks.Where(check => !check.Ok).Select(check => check.Id));
        Assert.Equal("原表合计行“非建档立卡户/五保/户数”写作324，各村之和为309，差15", Check(table, "stated/wubao_h").Message);
        Assert.Equal("原表合计行“非建档立卡户/合计/人数”写作1633，各村之和为1618，差15", Check(table, "stated/non_p").Message);
        Assert.Contains("合计/户数2181 = 建档立卡贫困户/户数849 + 非建档立卡户/合计/户数1347", Check(table, "stated/identity/ja1-i2").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(table.Checks, check => !check.Ok && check.Blocks);
    }

    [Fact]
    public void Feature_35_the_assignment_names_nineteen_pairs_and_refuses_people_of_the_village_itself()
    {
        var table = Make("jinggang-a2", Household(1, 12, "低保户", 1), Person("排查员2A", "村组干部", 2));
        Assert.Equal(["1", "石毫村", "1", "镇领导C"], table.Rows[0].Take(4).Select(cell => cell.ToString()));
        Assert.All(table.Checks, check => Assert.True(check.Ok, check.Message));
        var refused = Check(Make("jinggang-a2", Person("排查员2A", "村组干部", 11)), "R123");
        Assert.False(refused.Ok);
        Assert.True(refused.Blocks);
        Assert.Equal("本村的人不得承担本村排查：排查员2A 格塘村", refused.Message);
        using var book = new OpenedWorkbook(table);
        Assert.Superset(new HashSet<string> { "E3:E14", "G3:G14", "H3:H14" }, book.Merges.ToHashSet());
    }

    [Fact]
    public void Feature_35_each_village_total_equals_the_list()
    {
        LedgerRecord[] records = [Household(1, 12, "低保户", 1), Household(2, 12, "无", 1)];
        var context = OfTown with { Others = new Dictionary<string, LedgerTable> { ["jinggang-a1"] = Make("jinggang-a1", records) } };
        var table = LedgerComputation.Compute(Ledger("jinggang-a2"), Inputs("jinggang-a2", records), context);
        Assert.Equal("总户数与附件1不一致：石毫村 2≠1", Check(table, "ja1-i4").Message);
    }

    [Fact]
    public void Feature_36_every_village_has_its_own_sheet_with_lines_to_sign()
    {
        var table = Make("jinggang-a3", Suspected(1, 12, "7", "1", "1"), Suspected(2, 1, "7", "3 4", "1"), Suspected(3, 12, "8", "1", "1"));
        Assert.Equal(["芦江社区", "石毫村"], table.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(3, table.Rows.Count);
        var village = table.Sheets[1].Table;
        Assert.Equal(["1", "2"], village.Rows.Select(row => row[0].ToString()));
        Assert.Equal("石毫村（社区）2020年脱贫质量“回头看”疑似问题排查工作台账", village.Title);
        Assert.Equal(["村（社区）盖章：____", "村（社区）书记签名：____", "第一书记签名：____"], village.Header.Select(field => field.Text + field.Value));
        Assert.Equal("990001194912310022", village.Rows[0][3].ToString());
        Assert.Equal("边缘户、档外低保户", table.Sheets[0].Table.Rows[0][4].ToString());
    }

    [Fact]
    public void Feature_37_the_cross_table_has_27_rows_and_24_figures_and_its_identities_hold()
    {
        var table = Make("jinggang-a4", AllRecords.Everything());
        Assert.Equal((27, 27, 4), (table.Rows.Count, table.Columns.Count, table.Ledger.HeaderLevels));
        Assert.All(table.Checks.Where(check => check.Blocks), check => Assert.True(check.Ok, check.Message));
        Assert.Equal("“回头看”发现问题解决情况/边缘户以外未建档立卡户/分散供养五保户/正在解决", string.Join('/', table.Columns.Single(column => column.Id == "wubao_doing").Path));
        Assert.True(table.Rows.Take(22).Sum(row => ((LedgerCell.Number)row[3]).Value) > 50);
    }

    [Fact]
    public void Feature_37_a_number_opens_the_records_behind_it()
    {
        var records = Inputs("jinggang-a4", Suspected(1, 1, "7", "1", "2", "甲"), Suspected(2, 1, "7", "1", "1", "乙"), Suspected(3, 1, "7", "4", "1", "丙"), Suspected(4, 1, "8", "4", "1", "丁"));
        Assert.Equal(["乙"], Opened("reg_out_doing"));
        Assert.Equal(["甲", "乙", "丙"], Opened("total_all"));

        IEnumerable<string> Opened(string column) =>
            LedgerExplanation.Of(Ledger("jinggang-a4"), records, OfTown, "7", column).Records.Select(each => each.Record.Answers["householder"]);
    }

    [Fact]
    public void Feature_38_cells_with_a_dash_stay_empty_and_a_number_in_one_is_refused()
    {
        var table = Make("jinggang-a4", Suspected(1, 1, "23", "1", "2", persons: "2"), Suspected(2, 1, "24", "4", "2", "乙"));
        Assert.Equal(["—", "2", "—", "0", "—", "—", "2", "—", "—", "—"], table.Rows[22].Skip(3).Take(10).Select(cell => cell.ToString()));
        Assert.Equal(["—", "1", "—", "0", "—", "—", "0", "—", "—", "0"], table.Rows[23].Skip(3).Take(10).Select(cell => cell.ToString()));
        Assert.Equal(21, table.Rows[22].Count(cell => cell is LedgerCell.Dash));
        Assert.Equal(16, table.Rows[23].Count(cell => cell is LedgerCell.Dash));
        var forced = table.Rows.Select(row => (IReadOnlyDictionary<string, string>)row.Index().ToDictionary(cell => table.Columns[cell.Index].Id, cell => cell.Item.ToString()!)).ToList();
        forced[22] = new Dictionary<string, string>(forced[22]) { ["edge_all"] = "3" };
        var refused = LedgerStatedChecks.Compare(table, forced, new LedgerStated("cat", [], "", "")).Single(result => result.Id == "ja4-i5");
        Assert.Equal("“—”的格不得填数：23·“回头看”发现问题解决情况/边缘户/小计", refused.Message);
    }

    [Fact]
    public void Feature_39_an_edge_household_counts_once_and_others_in_each_of_their_kinds()
    {
        var edge = Make("jinggang-a4", Suspected(1, 1, "7", "3 4 6", "1"));
        Assert.Equal(["1", "1", "0", "0", "0"], Cells(edge, "7", "total_all", "edge_all", "oth_all", "dibao_all", "sick_all"));
        var both = Make("jinggang-a4", Suspected(1, 1, "7", "4 6 7", "1"));
        Assert.Equal(["2", "0", "2", "1", "1"], Cells(both, "7", "total_all", "edge_all", "oth_all", "dibao_all", "sick_all"));
    }

    [Fact]
    public void Feature_40_rows_of_people_add_up_the_people_and_list_who_is_not_counted()
    {
        var table = Make("jinggang-a4", Suspected(1, 1, "2", "1", "1", "甲", "2"), Suspected(2, 1, "2", "1", "2", "乙", "1"), Suspected(3, 1, "2", "1", "1", "丙"));
        Assert.Equal(["3", "1", "2"], Cells(table, "2", "total_all", "total_done", "total_doing"));
        Assert.Equal("有1条按人统计的问题没有写涉及人数：芦江社区 丙", Check(table, "ja4-persons").Message);
    }

    [Fact]
    public void Feature_70_of_2181_households_the_one_that_was_not_visited_is_named()
    {
        var homes = Enumerable.Range(1, 2181).Select(number => Household(number, number % 12 + 1, "低保户", 1));
        var visits = Enumerable.Range(1, 2181).Where(number => number != 777).Select(number => Of("jinggang-a7", number, number % 12 + 1, "h_name=x|p_mode=1", $"h{number}"));
        var row = Assert.Single(Make("jinggang-missed", [.. homes, .. visits]).Rows);
        Assert.Equal("h777", LedgerExplanation.Of(Ledger("jinggang-missed"), Inputs("jinggang-missed", [.. homes, .. visits]), OfTown, "1", "householder").Records.Single().Record.Id);
        Assert.Equal("凌冲村", row[1].ToString());
    }

    [Fact]
    public void A_household_with_two_problems_of_one_kind_is_one_household_and_solved_only_when_both_are()
    {
        var table = Make("jinggang-a4", Suspected(1, 1, "14", "1", "1"), Suspected(2, 1, "14", "1", "2"));
        Assert.Equal(["1", "0", "1"], Cells(table, "14", "total_all", "total_done", "total_doing"));
    }

    [Fact]
    public void Rows_that_the_source_leaves_empty_show_nothing_until_there_is_a_record()
    {
        var table = Make("jinggang-a4", Suspected(1, 1, "25", "1", "1"));
        Assert.Equal(["1", "0", "1"], Cells(table, "25", "total_all", "total_done", "total_doing"));
        Assert.Equal(["", "", ""], Cells(table, "26", "total_all", "reg_out_all", "sick_doing"));
        Assert.Equal(["0", "0"], Cells(table, "1", "total_all", "sick_doing"));
        Assert.DoesNotContain(table.Checks, check => !check.Ok && check.Blocks);
        using var book = new OpenedWorkbook(table);
        Assert.DoesNotContain("A33:A34", book.Merges);
    }

    [Fact]
    public void Nothing_at_all_leaves_blank_lines_in_a_list_and_noughts_in_a_summary()
    {
        Assert.Empty(Make("daying-a3").Rows);
        using var list = new OpenedWorkbook(Make("daying-a3"));
        Assert.Equal("填报时间：", list.Text("A2"));
        var summary = Make("xiaoxian-a2");
        Assert.All(summary.Rows, row => Assert.Equal(["0", "0", "0", "0", "0"], row.Skip(3).Select(cell => cell.ToString())));
        Assert.Equal(["0", "0", "0"], Cells(summary, "totals", "found", "done", "m_people"));
        Assert.DoesNotContain(summary.Checks, check => !check.Ok);
    }

    private static IEnumerable<LedgerRecord> Households(int village, IReadOnlyDictionary<string, string> row)
    {
        (string Column, string Type)[] kinds = [("reg", "建档立卡贫困户 已脱贫户"), ("edge", "边缘户"), ("dibao", "低保户"), ("wubao", "五保户"), ("disabled", "重残户"), ("ill", "重病户")];
        var number = village * 1000;
        foreach (var (column, type) in kinds)
        {
            var (homes, people) = (int.Parse(row[$"{column}_h"]), int.Parse(row[$"{column}_p"]));
            for (var home = 0; home < homes; home++)
                yield return Household(++number, village, type, home == 0 ? people - homes + 1 : 1);
        }
    }
}
