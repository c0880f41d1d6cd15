using Store.Packs;
using Store.Tests.Rosters;
using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>Rows of fact tables: saved by key, seen by whom they concern, brought by workbook.</summary>
public abstract class FactContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    private static Pack Pack => Repository.Pack;

    private static FactTable Loans => Pack.FactTable("loan")!;

    protected override Task Seed() => Write(SmallCounty.Seed);

    [Fact]
    public async Task A_row_of_the_same_key_changes_what_is_given_and_keeps_the_rest()
    {
        await Save(("household", "d1"), ("loan_no", "7"), ("due", "2022-09-01"), ("paid", "no"), ("amount", "50000"));
        await Save(("household", "d1"), ("loan_no", "7"), ("paid", "yes"));

        var loan = Assert.Single(await Read(tx => Facts.List(tx, "loan", Scope.Everything)));
        Assert.Equal(("yes", "2022-09-01", "50000", "d1"), (loan["paid"], loan["due"], loan["amount"], loan.HouseholdId));
    }

    [Fact]
    public async Task Rows_are_seen_by_whom_their_household_or_unit_concerns()
    {
        await Save(("household", "d1"), ("loan_no", "1"));
        await Save(("household", "n1"), ("loan_no", "2"));
        await Write(tx => Facts.Save(tx, Pack.FactTable("asset")!, new Dictionary<string, string> { ["unit"] = "xi", ["name"] = "barn" }, "", "test", Now));

        Assert.Equal(["d1"], (await Read(tx => Facts.List(tx, "loan", new Scope.Contact("ann")))).Select(loan => loan.HouseholdId));
        Assert.Equal(["d1"], (await Read(tx => Facts.List(tx, "loan", new Scope.Area(SmallCounty.An)))).Select(loan => loan.HouseholdId));
        Assert.Empty(await Read(tx => Facts.List(tx, "loan", Scope.Nothing)));
        Assert.Single(await Read(tx => Facts.List(tx, "asset", new Scope.Area(SmallCounty.An))));
        Assert.Empty(await Read(tx => Facts.List(tx, "asset", new Scope.Area(SmallCounty.Bei))));
    }

    [Fact]
    public async Task Sensitive_columns_and_personal_numbers_lie_sealed()
    {
        await Write(tx => Facts.Save(tx, Pack.FactTable("assist_person")!,
            new Dictionary<string, string> { ["household"] = "d1", ["name"] = SmallCounty.IdNumber, ["phone"] = "0817-1234" }, "", "test", Now));

        var stored = await Read(tx => tx.Scalar<string>("SELECT content FROM fact"));
        Assert.DoesNotContain(SmallCounty.IdNumber, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("0817-1234", stored, StringComparison.Ordinal);
        Assert.Equal("0817-1234", (await Read(tx => Facts.List(tx, "assist_person", Scope.Everything)))[0]["phone"]);
    }

    [Fact]
    public async Task A_column_that_the_table_lacks_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Save(("household", "d1"), ("colour", "red")));

    [Fact]
    public async Task A_workbook_of_several_tables_with_headings_in_any_order_is_taken_in_whole()
    {
        var book = new Workbook()
            .Sheet("小额信贷").Row("已还清", "到期日", "户编号", "备注", "用途").Row("否", "2022-07-01", "d1", "x", "发展生产").Row("是", "2023年1月5日", "d2", null, "非生产")
            .Sheet("会议").Row("单位", "会议日期", "会议类别").Row("Dong", "2022-08-01", "领导小组会议");

        var read = await Import(book);

        Assert.Empty(read.Read.Problems);
        Assert.Equal(["meeting=1", "loan=2"], read.Tables.Select(entry => $"{entry.Table.Id}={entry.Facts.Count}").OrderByDescending(text => text));
        Assert.Equal("dong", (await Read(tx => Facts.List(tx, "meeting", Scope.Everything)))[0].UnitId);
    }

    [Fact]
    public async Task Every_problem_of_every_sheet_is_named_by_its_cell_and_nothing_is_taken_in()
    {
        var book = new Workbook()
            .Sheet("小额信贷").Row("户编号", "到期日期", "已还清", "用途", "金额").Row("d9", "2022-13-01", "大概", "买车", "五万").Row("d1", null, "是", null, null)
            .Sheet("会议记录").Row("单位", "会议日期", "会议类别").Row("nowhere", "2022-08-01", "领导小组会议");

        var read = await Import(book);

        Assert.Equal(["小额信贷!A2", "小额信贷!B2", "小额信贷!C2", "小额信贷!D2", "小额信贷!E2", "小额信贷!B3", "会议记录!A2"],
            read.Read.Problems.Select(problem => $"{problem.Sheet}!{problem.Cell}").OrderBy(cell => cell[0] == '会').ThenBy(cell => cell[^1]).ThenBy(cell => cell));
        Assert.All(read.Read.Problems, problem => Assert.DoesNotContain('{', problem.Say(Pack.Messages)));
        Assert.Empty(await Read(tx => Facts.List(tx, "loan", Scope.Everything)));
    }

    [Fact]
    public async Task Two_rows_of_one_key_and_a_workbook_without_any_known_sheet_are_refused()
    {
        var twice = await Import(new Workbook().Sheet("明白卡").Row("户编号", "已发放").Row("d1", "是").Row("d1", "否"));
        Assert.Equal("facts.twice", Assert.Single(twice.Read.Problems).Message.Id);

        var strange = await Import(new Workbook().Sheet("随便").Row("a", "b"));
        Assert.Equal("facts.no_table", Assert.Single(strange.Read.Problems).Message.Id);
    }

    [Fact]
    public async Task The_empty_template_is_read_as_it_is_and_says_what_every_column_takes()
    {
        using var stream = new MemoryStream();
        FactTemplate.Write(stream, Pack, Pack.FactTables);
        stream.Position = 0;
        using (var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(stream, false))
            Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken).Select(error => error.Description));
        stream.Position = 0;

        var read = await Read(tx => FactImport.Read(tx, Pack, stream, "", "template.xlsx"));

        Assert.Empty(read.Read.Problems.Select(problem => problem.Say(Pack.Messages)));
        Assert.Equal(Pack.FactTables.Count, read.Tables.Count);
    }

    [Fact]
    public async Task A_page_holds_its_households_with_all_that_stands_beside_them()
    {
        await Write(async tx =>
        {
            await Households.SaveMembers(tx, [new Member("d1", 1, "Ann", null, "", "", "", "", "")]);
            await Households.SaveMeasures(tx, [new Measure("d2", 1, "help", null)]);
            foreach (var (form, subject) in new[] { ("checkin", "d1"), ("checkin", "x1"), ("problem", ""), ("other", "d1") })
                await Submissions.Add(tx, new Submission(0, form, "v", "p", "c", subject, "", "ann", SmallCounty.An, "{}", false, Now));
        });
        await Save(("household", "d2"), ("loan_no", "7"));
        string[] forms = ["checkin", "problem"];

        var first = await Read(tx => HouseholdPages.Next(tx, "", 2));
        Assert.Equal(["d1", "d2"], first.Select(household => household.Id));
        Assert.Equal("x1", (await Read(tx => HouseholdPages.Next(tx, "n1", 2)))[0].Id);
        Assert.Equal("Ann", Assert.Single(await Read(tx => HouseholdPages.Members(tx, "", "d2"))).Name);
        Assert.Equal("help", Assert.Single(await Read(tx => HouseholdPages.Measures(tx, "", "d2"))).Name);
        Assert.Equal("d2", Assert.Single(await Read(tx => Facts.OfHouseholds(tx, "", "d2"))).HouseholdId);
        Assert.Equal("d1", Assert.Single(await Read(tx => HouseholdPages.Submissions(tx, "", "d2", forms))).Subject);
        Assert.Equal("problem", Assert.Single(await Read(tx => HouseholdPages.Others(tx, 0, 10, forms))).Form);
        Assert.Equal(2, await Read(tx => HouseholdPages.Entries(tx, Now.AddDays(-1), forms).CountAsync().AsTask()));
        Assert.Contains(await Read(HouseholdPages.Counts), count => count is { What: "checkin", Campaign: "c", Number: 2 });
        Assert.Equal(7, (await Read(HouseholdPages.InCare)).Sum(line => line.Households));
        Assert.Equal(0, await Read(tx => HouseholdPages.Due(tx).CountAsync().AsTask()));
        Assert.Empty(await Read(HouseholdPages.Occurring));
    }

    [Fact]
    public async Task A_finding_keeps_its_first_day_goes_when_it_is_mended_and_comes_back_as_a_new_one()
    {
        var row = new FindingRow(0, "R1", "", "household:d1", "warn", SmallCounty.An, "ann", "said", Now, Now);
        Assert.Single((await Found(Now, row)).Fresh);
        Assert.Equal((0, 0, 0), Counts(await Found(Now.AddDays(1), row)));
        Assert.Equal((0, 1, 0), Counts(await Found(Now.AddDays(1), row with { Message = "more" })));
        Assert.Equal(Now, Assert.Single(await Read(tx => Findings.Open(tx, new Scope.Contact("ann")))).FirstSeen);
        Assert.Empty(await Read(tx => Findings.Open(tx, new Scope.Area(SmallCounty.Bei))));

        Assert.Single((await Found(Now.AddDays(2))).Mended);
        Assert.Empty(await Read(tx => Findings.Open(tx, Scope.Everything)));
        await Found(Now.AddDays(3), row);
        var back = Assert.Single(await Read(tx => Findings.Named(tx, Scope.Everything, "R1", "household:d1")));
        Assert.Equal(Now.AddDays(3), back.FirstSeen);

        await Write(tx => Findings.Waive(tx, back, "dan", "known", Now));
        Assert.Empty(await Read(tx => Findings.Open(tx, Scope.Everything)));
        Assert.Equal(("dan", "known"), Assert.Single(await Read(Findings.Waived)) is var waived ? (waived.WaivedBy, waived.Reason) : default);

        await Found(Now.AddDays(4));
        await Found(Now.AddDays(5), row);
        Assert.Empty(Assert.Single(await Read(tx => Findings.Open(tx, Scope.Everything))).WaivedBy);
    }

    [Fact]
    public async Task What_has_been_told_is_not_told_again_and_what_came_back_is()
    {
        var row = new FindingRow(0, "R1", "", "household:d1", "warn", SmallCounty.An, "ann", "said", Now, Now);
        await Found(Now, row, row with { Rule = "R2" });
        var untold = await Untold();
        Assert.Equal(["R1", "R2"], untold.Select(each => each.Rule));
        await Write(tx => Findings.Tell(tx, [.. untold.Select(each => each with { Told = 1 })]));
        Assert.Equal(["R2"], (await Untold()).Select(each => each.Rule));

        await Found(Now.AddDays(1), row with { Rule = "R2" });
        await Found(Now.AddDays(2), row, row with { Rule = "R2" });
        Assert.Equal([("R1", 0), ("R2", 1)], (await Untold()).Select(each => (each.Rule, each.Told)));

        Task<IReadOnlyList<FindingRow>> Untold() => Read(tx => Findings.Untold(tx, ["R2"], 2));
    }

    private async Task<FindingChanges> Found(DateTimeOffset at, params FindingRow[] rows)
    {
        var changes = await Read(tx => Findings.Compare(tx, rows));
        await Write(async tx =>
        {
            await Findings.Save(tx, [.. changes.Fresh, .. changes.Changed], at);
            await Findings.Mend(tx, changes.Mended, at);
        });
        return changes;
    }

    private static (int Fresh, int Changed, int Mended) Counts(FindingChanges changes) => (changes.Fresh.Count, changes.Changed.Count, changes.Mended.Count);

    private async Task<FactRead> Import(Workbook book)
    {
        using var stream = book.Save();
        var read = await Read(tx => FactImport.Read(tx, Pack, stream, "", "book.xlsx"));
        if (read.Read.Problems.Count == 0)
            await Write(tx => FactImport.Save(tx, read, "book.xlsx", "test", Now));
        return read;
    }

    private Task Save(params (string Column, string Value)[] values) => Write(tx => Facts.Save(
        tx, Loans, values.ToDictionary(value => value.Column, value => value.Value), "", "test", Now));
}
