using Store.Packs;
using Store.Tests.Rosters;
using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>An import of fact tables is taken back as one, or not at all.</summary>
public abstract class FactBatchContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    private static Pack Pack => Repository.Pack;

    protected override Task Seed() => Write(SmallCounty.Seed);

    [Fact]
    public async Task What_an_import_added_goes_and_what_it_changed_is_as_it_was()
    {
        await Import(("d1", "1", "否"), ("d2", "1", "否"));
        var second = await Import(("d1", "1", "是"), ("d2", "1", "否"), ("n1", "1", "否"));
        Assert.Equal((1, 1, 1), (second.Added, second.Changed, second.Unchanged));

        Assert.Empty(await Undo(second.Batch));

        Assert.Equal([("d1", "no"), ("d2", "no")], (await Loans()).Select(loan => (loan.HouseholdId, loan["paid"])));
        Assert.Contains("facts.undone", (await Read(tx => Journal.Of(tx, "facts", 9))).Select(entry => entry.Action));
        Assert.Contains("taken back already", Assert.Single(await Undo(second.Batch)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_whose_rows_were_changed_since_stays_whole_and_says_every_reason()
    {
        var first = await Import(("d1", "1", "否"), ("d2", "1", "否"), ("n1", "1", "否"));
        var second = await Import(("d1", "1", "是"));
        await Write(tx => Facts.Save(tx, Pack.FactTable("loan")!, new Dictionary<string, string> { ["household"] = "d2", ["loan_no"] = "1", ["paid"] = "yes" }, "", "person:ann", Now));

        var reasons = await Undo(first.Batch);

        Assert.Equal(
            [$"import {second.Batch} changed loan d1|1 after it: take import {second.Batch} back first", "changed since the import, other than by an import: loan d2|1"], reasons);
        Assert.Equal(3, (await Loans()).Count);
        Assert.Empty(await Undo(second.Batch));
        Assert.Single(await Undo(first.Batch));
    }

    [Fact]
    public async Task The_same_workbook_again_changes_nothing_and_is_no_import()
    {
        await Import(("d1", "1", "否"));
        var again = await Import(("d1", "1", "否"));
        Assert.Equal(new FactUpdate(0, 0, 0, 1), again);
        Assert.Single(await Read(FactBatches.List));
        Assert.Equal("there is no import 99", Assert.Single(await Undo(99)));
    }

    [Fact]
    public async Task What_is_kept_for_taking_back_lies_sealed_as_the_rows_do()
    {
        var table = Pack.FactTable("assist_person")!;
        async Task Save(string phone) => await Write(tx => FactImport.Save(tx, Read(table, ("household", "d1"), ("name", "Li"), ("phone", phone)), "people.xlsx", "test", Now));
        await Save("0817-1234");
        await Save("0817-9999");

        Assert.DoesNotContain("0817-1234", await Read(tx => tx.Scalar<string>("SELECT former FROM fact_change WHERE former IS NOT NULL")), StringComparison.Ordinal);
        Assert.Empty(await Undo((await Read(FactBatches.List))[0].Id));
        Assert.Equal("0817-1234", Assert.Single(await Read(tx => Facts.List(tx, "assist_person", Scope.Everything)))["phone"]);
    }

    private static FactRead Read(FactTable table, params (string Column, string Value)[] values) => new(
        [(table, [Facts.Of(table, values.ToDictionary(value => value.Column, value => value.Value), "", "test")])], new Store.Rosters.RosterRead(null, [], []));

    private Task<IReadOnlyList<Fact>> Loans() => Read(tx => Facts.List(tx, "loan", Scope.Everything));

    private Task<IReadOnlyList<string>> Undo(long batch) => Write(tx => FactBatches.Undo(tx, batch, "test", Now));

    private async Task<FactUpdate> Import(params (string Household, string Number, string Paid)[] loans)
    {
        var book = new Workbook().Sheet("小额信贷").Row("户编号", "贷款编号", "已还清", "到期日期");
        foreach (var (household, number, paid) in loans)
            book.Row(household, number, paid, "2022-09-01");
        using var stream = book.Save();
        var read = await Read(tx => FactImport.Read(tx, Pack, stream, "", "loans.xlsx"));
        Assert.Empty(read.Read.Problems.Select(problem => problem.Say(Pack.Messages)));
        return await Write(tx => FactImport.Save(tx, read, "loans.xlsx", "test", Now));
    }
}
