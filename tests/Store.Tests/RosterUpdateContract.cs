using Store.Rosters;
using Store.Tests.Rosters;
using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>A second workbook for a county that is there already, and taking a workbook back.</summary>
public abstract class RosterUpdateContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    protected override Task Seed() => Save(SampleRoster.Workbook());

    [Fact]
    public async Task The_same_workbook_again_changes_nothing_and_is_no_batch()
    {
        var again = await Save(SampleRoster.Workbook());

        Assert.Equal((0L, 0, 10), (again.Batch, again.Changes.Count, again.Unchanged));
        Assert.Single(await Read(RosterBatches.List));
    }

    [Fact]
    public async Task What_differs_is_named_value_by_value_and_written()
    {
        var update = await Save(SampleRoster.Workbook()
            .Set("单位!D4", "东山村")
            .Set("人员!D3", "X101")
            .Set("户!D3", "钱二毛").Set("成员!B4", "孙四喜")
            .Set("户!K2", "15400000009").Set("户!L2", "li")
            .Set("户!B4", "X101"));

        Assert.Equal(
            [
                "Changed units X101: name 东村->东山村",
                "Moved people li: unit X102->X101",
                "Changed households H1: phone, contact zhang->li",
                "Changed households H2: head 钱二->钱二毛",
                "Moved households H3: village X102->X101, members 孙四->孙四喜",
            ],
            update.Changes.Select(Line));
        Assert.Equal([new RosterHandover("H1", "赵大", "zhang", "li")], update.Handovers);
        var opened = (await Read(tx => Households.Open(tx, Scope.Everything, "H3")))!;
        Assert.Equal(("X101", "/X/X1/X101/", "孙四喜"), (opened.Household.VillageId, opened.Household.Area, opened.Members.Single().Name));
        Assert.Equal("15400000009", Cipher.Decrypt((await Read(tx => Households.Open(tx, Scope.Everything, "H1")))!.Household.Phone!));
        Assert.Equal("household.imported", (await Read(tx => Journal.Of(tx, "household:H1", 1)))[0].Action);
        Assert.DoesNotContain("15400000009", (await Read(tx => Journal.Of(tx, "household:H1", 1)))[0].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_changes_nothing()
    {
        var workbook = SampleRoster.Workbook().Set("户!L2", "li");

        var dry = await Read(tx => RosterImport.Compare(tx, SampleRoster.Read(workbook), null, Now));

        Assert.Equal((0L, "Changed households H1: contact zhang->li"), (dry.Batch, Line(Assert.Single(dry.Changes))));
        Assert.Single(dry.Handovers);
        Assert.Equal("zhang", (await Household("H1")).Contact);
    }

    [Fact]
    public async Task What_the_file_lacks_is_named_and_stays()
    {
        var update = await Save(new Workbook()
            .Sheet("单位").Row("编号", "上级编号", "级别", "名称").Row("X1", null, "镇", "示例镇").Row("X102", "X1", "村", "西村")
            .Sheet("人员").Row("userid", "姓名", "角色", "单位编号").Row("wang", "王三", "township", "X1")
            .Sheet("户").Row("户编号", "村编号", "户主姓名", "身份证号", "户类型", "家庭人口").Row("H2", "X102", "钱二", SampleRoster.Id("19610203", 2), "边缘户", "1")
            .Sheet("成员").Row("户编号", "姓名"));

        Assert.Equal(["Gone units X101: ", "Gone people li: ", "Gone households H3: "], update.Changes.Select(Line));
        Assert.Equal((0L, 4), (update.Batch, update.Unchanged));
        Assert.Equal(3, (await Read(tx => Households.Count(tx, Scope.Everything))).Households);
        // Where a town's own file begins, and columns that it lacks, are not for it to say.
        Assert.Equal("X", (await Read(tx => Units.Find(tx, "X1")))!.ParentId);
        Assert.Equal(("li", "边缘易致贫户", "eliminated"), ((await Household("H2")).Contact, (await Household("H2")).MonitorType, (await Household("H2")).RiskStatus));
    }

    [Fact]
    public async Task Villages_that_a_file_is_not_about_are_left_out_in_one_word()
    {
        var workbook = SampleRoster.Workbook().Without("户").Without("成员").Without("措施")
            .Sheet("户").Row("户编号", "村编号", "户主姓名", "身份证号", "户类型", "家庭人口").Row("H1", "X101", "赵大", SampleRoster.Id("19600101", 1), "建档立卡贫困户、已脱贫户", "2")
            .Sheet("成员").Row("户编号", "姓名");

        var update = await Save(workbook);

        Assert.Equal(["西村"], update.LeftOut);
        Assert.Empty(update.Changes);
    }

    [Fact]
    public async Task Somebody_who_had_left_is_back_when_the_file_has_them()
    {
        await Write(async tx => await People.Save(tx, [(await People.Find(tx, "li"))! with { Active = false }]));

        Assert.Equal(["Changed people li: active no->yes"], (await Save(SampleRoster.Workbook())).Changes.Select(Line));
        Assert.True((await Read(tx => People.Find(tx, "li")))!.Active);
    }

    [Fact]
    public async Task A_batch_taken_back_leaves_everything_as_it_was()
    {
        var batch = (await Save(Larger().Set("单位!D4", "东山村").Set("人员!F2", "乡镇干部").Set("户!L2", "zhao").Set("户!A5", "H4").Set("成员!E3", "普通劳动力").Set("措施!B2", "教育资助"))).Batch;
        Assert.Equal(("zhao", 4), ((await Household("H1")).Contact, (await Read(tx => Households.Count(tx, Scope.Everything))).Households));

        var handovers = await Write(tx => RosterBatches.Undo(tx, batch, "chief", Now));

        Assert.Equal([new RosterHandover("H1", "赵大", "zhao", "zhang")], handovers);
        Assert.Equal((0, 10), ((await Read(tx => RosterImport.Compare(tx, SampleRoster.Read(SampleRoster.Workbook()), null, Now))) is var same ? (same.Changes.Count, same.Unchanged) : default));
        Assert.Null(await Read(tx => Units.Find(tx, "X103")));
        Assert.Null(await Read(tx => People.Find(tx, "zhao")));
        Assert.Equal(["医疗救助"], (await Read(tx => Households.Open(tx, Scope.Everything, "H1")))!.Measures.Select(measure => measure.Name));
        Assert.Equal(("chief", (DateTimeOffset?)Now), (await Read(tx => RosterBatches.Find(tx, batch))) is { } undone ? (undone.UndoneBy, undone.UndoneAt?.ToOffset(Now.Offset)) : default);
    }

    [Fact]
    public async Task The_first_import_can_be_taken_back_whole()
    {
        await Write(tx => RosterBatches.Undo(tx, 1, "chief", Now));

        Assert.Empty(await Read(tx => Units.All(tx, Scope.Everything)));
        Assert.Equal(0, (await Read(tx => Households.Count(tx, Scope.Everything))).Households);
        Assert.Equal(10, (await Save(SampleRoster.Workbook())).Count(RosterChangeKind.Added));
    }

    [Fact]
    public async Task What_was_built_on_a_batch_is_said_all_at_once_and_nothing_is_taken_back()
    {
        var second = (await Save(Larger().Set("户!L4", "zhao"))).Batch;
        await Save(Larger().Set("户!D5", "周四"));
        await Write(async tx =>
        {
            await Households.SaveMany(tx, [(await Households.Open(tx, Scope.Everything, "H3"))!.Household with { Contact = "li" }]);
            await Submissions.Add(tx, new Submission(0, "monthly-checkin", "1", "1", "c", "H4", "2022-08", "zhao", "/X/", "{}", false, Now, null));
            await Sessions.Save(tx, "zhao", "{}", Now);
            await People.Save(tx, [new Person("late", "后来", "contact", "X103", "", null, true, 9)]);
        });

        var refused = await Assert.ThrowsAsync<RosterUndoException>(() => Write(tx => RosterBatches.Undo(tx, second, "chief", Now)));

        Assert.Equal(
            [
                $"import {second + 1} changed household H3, household H4 after it: take import {second + 1} back first",
                "a form was handed in about household H4",
                "has written to the program: person zhao",
                "has handed in a form: person zhao",
                "has people who stay: unit X103",
            ],
            refused.Reasons);
        Assert.Equal(4, (await Read(tx => Households.Count(tx, Scope.Everything))).Households);
        Assert.Null((await Read(tx => RosterBatches.Find(tx, second)))!.UndoneAt);
    }

    [Fact]
    public async Task A_row_that_somebody_changed_since_stands_in_the_way()
    {
        var second = (await Save(SampleRoster.Workbook().Set("户!L2", "li"))).Batch;
        await Write(async tx => await Households.SaveMany(tx, [(await Households.Open(tx, Scope.Everything, "H1"))!.Household with { Contact = "zhang", GroupNo = "9组" }]));

        var refused = await Assert.ThrowsAsync<RosterUndoException>(() => Write(tx => RosterBatches.Undo(tx, second, "chief", Now)));

        Assert.Equal(["changed since the import, other than by an import: household H1"], refused.Reasons);
    }

    [Fact]
    public async Task A_batch_is_taken_back_once_and_only_if_there_is_one()
    {
        var second = (await Save(SampleRoster.Workbook().Set("户!D3", "钱二毛"))).Batch;
        await Write(tx => RosterBatches.Undo(tx, second, "chief", Now));

        Assert.Contains("already", (await Assert.ThrowsAsync<RosterUndoException>(() => Write(tx => RosterBatches.Undo(tx, second, "chief", Now)))).Message, StringComparison.Ordinal);
        Assert.Contains("no import 77", (await Assert.ThrowsAsync<RosterUndoException>(() => Write(tx => RosterBatches.Undo(tx, 77, "chief", Now)))).Message, StringComparison.Ordinal);
        // What was taken back is not in the way of what came before it.
        Assert.Empty(await Write(tx => RosterBatches.Undo(tx, 1, "chief", Now)));
    }

    [Fact]
    public async Task A_household_whose_status_says_so_leaves_the_roster_with_its_history_and_comes_back()
    {
        var round = new Round("monthly-checkin", "c", "2022-08");
        await Write(tx => Occurrences.EnsureMonth(tx, round, Now.AddDays(-9), Now.AddDays(9)));
        await Write(tx => Submissions.Add(tx, new Submission(0, "monthly-checkin", "1", "1", "c", "H1", "2022-07", "zhang", "/X/X1/X101/", "{}", false, Now.AddMonths(-1), null)));

        var update = await Save(WithStatus("全家搬走"));

        Assert.Equal(["Ended households H1: status ->整户迁出"], update.Changes.Select(Line));
        var left = await Household("H1");
        Assert.Equal(("整户迁出", ChinaTime.DayOf(Now), "zhang", "脱贫不稳定户"), (left.EndedWhy, left.EndedOn, left.Contact, left.MonitorType));
        Assert.Empty(await Read(tx => Households.InCare(tx, new Scope.Contact("zhang"), round)));
        Assert.Empty(await Read(tx => Households.Named(tx, Scope.Everything, "赵大", 9)));
        Assert.Equal(2, (await Read(tx => Households.Count(tx, Scope.Everything))).Households);
        Assert.Empty(await Read(tx => Occurrences.Left(tx, new Scope.Contact("zhang"), round)));
        Assert.Equal(0, await Write(tx => Occurrences.EnsureMonth(tx, round, Now.AddDays(-9), Now.AddDays(9))));
        Assert.Single(await Read(tx => Submissions.List(tx, "monthly-checkin", Scope.Everything)));

        // A file without the column does not bring it back; it says so.
        Assert.Equal($"H1 赵大 (整户迁出, {ChinaTime.DayOf(Now):yyyy-MM-dd})", Assert.Single((await Save(SampleRoster.Workbook())).StillLeft));
        Assert.Equal(["Back households H1: status 整户迁出->"], (await Save(WithStatus("在册"))).Changes.Select(Line));
        Assert.Null((await Household("H1")).EndedOn);
        Assert.Equal(1, await Write(tx => Occurrences.EnsureMonth(tx, round, Now.AddDays(-9), Now.AddDays(9))));
    }

    [Fact]
    public async Task Households_that_the_file_lacks_leave_the_roster_only_for_a_reason_and_are_back_when_that_is_taken_back()
    {
        var without = "ABCDEFGHIJKL".Aggregate(SampleRoster.Workbook(), (workbook, column) => workbook.Set($"户!{column}3", null));
        Assert.Equal(["Gone households H2: "], (await Save(without)).Changes.Select(Line));
        Assert.Null((await Household("H2")).EndedOn);
        Assert.Equal(["Ended households H2: status ->整户迁出"], (await Read(tx => RosterImport.Compare(tx, SampleRoster.Read(without), "整户迁出", Now))).Changes.Select(Line));
        Assert.Null((await Household("H2")).EndedOn);

        var update = await Write(tx => RosterImport.Save(tx, SampleRoster.Read(without), "roster.xlsx", "整户迁出", "command", Now));

        Assert.Equal((1, 0), (update.Count(RosterChangeKind.Ended), update.Count(RosterChangeKind.Gone)));
        Assert.True((await Household("H2")).HasLeft);
        Assert.Empty((await Save(without)).Changes);
        await Write(tx => RosterBatches.Undo(tx, update.Batch, "chief", Now));
        Assert.False((await Household("H2")).HasLeft);
    }

    [Fact]
    public async Task A_household_in_the_roster_is_marked_as_it_was_before_there_was_a_status()
    {
        // Batches of older versions could not be taken back otherwise.
        var batch = (await Save(SampleRoster.Workbook().Set("户!D3", "钱二毛"))).Batch;
        var values = string.Join('\u001F', "X102", "2组", "钱二毛", Cipher.Lookup("id", Normalise.IdNumber(SampleRoster.Id("19610203", 2))), "边缘户", "1",
            "边缘易致贫户 eliminated", "收入骤减", "2021-06-07", "", "li", "", "");
        var mark = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(values))[..16]);
        Assert.Equal(1, await Read(tx => tx.Scalar<long>("SELECT count(*) FROM roster_change WHERE batch_id = @batch AND mark = @mark", new { batch, mark })));
    }

    [Fact]
    public async Task A_confirmed_change_that_is_taken_back_waits_to_be_decided_anew()
    {
        var submission = await Write(tx => Submissions.Add(tx, new Submission(0, "household-change", "1", "1", "", "H1", "", "zhang", "/X/X1/X101/", "{}", false, Now, null)));
        await Write(tx => HouseholdChanges.Add(tx, new HouseholdChange(submission, "H1", "/X/X1/X101/", "zhang", Now)));
        var before = (await Read(tx => Households.Open(tx, Scope.Everything, "H1")))!;
        var batch = await Write(tx => RosterRevisions.Save(tx, before with
        {
            Household = before.Household with { Size = 3 },
            Members = [.. before.Members, new Member("H1", 3, "赵妹", null, "之女", "", "", "", "")],
        }, "household-change 1", "submission:1", "wang", Now));
        Assert.True(await Write(tx => HouseholdChanges.Decide(tx, submission, "taken", "", "wang", Now)));
        await Write(tx => HouseholdChanges.Taken(tx, submission, batch));
        Assert.False(await Write(tx => HouseholdChanges.Decide(tx, submission, "returned", "", "li", Now)));
        Assert.Equal(("household.changed", "members=赵大 赵小; size=2", "members=赵大 赵小 赵妹; size=3"), (await Read(tx => Journal.Of(tx, "household:H1", 1)))[0] is var noted
            ? (noted.Action, string.Join("; ", noted.Before.Split("; ").Order(StringComparer.Ordinal)), string.Join("; ", noted.After.Split("; ").Order(StringComparer.Ordinal))) : default);

        await Write(tx => RosterBatches.Undo(tx, batch, "chief", Now));

        Assert.Equal(["赵大", "赵小"], (await Read(tx => Households.Open(tx, Scope.Everything, "H1")))!.Members.Select(member => member.Name));
        Assert.Equal(submission, Assert.Single(await Read(tx => HouseholdChanges.Waiting(tx, new Scope.Contact("zhang")))).SubmissionId);
        Assert.Empty(await Read(tx => HouseholdChanges.Waiting(tx, new Scope.Contact("li"))));
    }

    private static Workbook WithStatus(string status) => SampleRoster.Workbook().Set("户!M1", "在册状态").Set("户!M2", status);

    /// <summary>A village, a person and a household more.</summary>
    private static Workbook Larger() => SampleRoster.Workbook()
        .Set("单位!A6", "X103").Set("单位!B6", "X1").Set("单位!C6", "村").Set("单位!D6", "南村")
        .Set("人员!A5", "zhao").Set("人员!B5", "赵六").Set("人员!C5", "contact").Set("人员!D5", "X103")
        .Set("户!A5", "H4").Set("户!B5", "X103").Set("户!D5", "周三").Set("户!E5", SampleRoster.Id("19800808", 8)).Set("户!F5", "一般农户").Set("户!G5", "1").Set("户!L5", "zhao");

    private async Task<RosterUpdate> Save(Workbook workbook)
    {
        var read = SampleRoster.Read(workbook);
        Assert.Empty(read.Problems.Select(problem => problem.Line("roster.xlsx", SampleRoster.Messages)));
        return await Write(tx => RosterImport.Save(tx, read, "roster.xlsx", null, "command", Now));
    }

    private async Task<Household> Household(string id) => (await Read(tx => Households.Open(tx, Scope.Everything, id)))!.Household;

    private static string Line(RosterChange change) =>
        $"{change.Kind} {change.Sheet} {change.Id}: {string.Join(", ", change.Values.Select(value => value.Before is null ? value.Column : $"{value.Column} {value.Before}->{value.After}"))}";
}
