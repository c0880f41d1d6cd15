using Scheduler.Ledgers;
using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>What a ledger of counts counts each problem as: the headings above the figures that it falls into.</summary>
internal static class CountedRecords
{
    private const string Types = "household_type";

    /// <summary>The ledgers that count problems by what kind of household they are of, in campaigns whose rules ask for it.</summary>
    public static IEnumerable<Ledger> LedgersOf(Pack pack, IReadOnlyList<CompiledCheck> checks)
    {
        var campaigns = checks.Where(check => check.Check.Over == "counted").Select(check => check.Campaign).ToHashSet();
        return pack.Ledgers.Where(ledger => ledger.Rows.AreCounted && (campaigns.Contains("") || campaigns.Contains(ledger.Campaign)) && ledger.Inputs.Any(input => TypesOf(pack, input).Any()));
    }

    public static async IAsyncEnumerable<SubjectRecord> Of(Tx tx, Pack pack, Ledger ledger)
    {
        var data = await LedgerData.Open(tx, pack);
        var records = LedgerSelection.Of(ledger, await data.Load(ledger, Scope.Everything, ledger.Campaign, null, named: true));
        var plan = new CountingPlan(ledger);
        foreach (var counted in plan.Inputs)
        {
            var asked = TypesOf(pack, counted.Input).ToDictionary();
            foreach (var record in records.Of(counted.Input))
                if (asked.TryGetValue(record.Form.Id, out var question))
                    yield return Of(ledger, plan, counted, record, question);
        }
    }

    private static SubjectRecord Of(Ledger ledger, CountingPlan plan, CountedInput counted, LedgerRecord record, string question) => new(
        "counted", $"{ledger.Id}/{record.Id}", new Dictionary<string, string>
        {
            ["ledger"] = ledger.Title,
            ["household"] = record.Answers.GetValueOrDefault("householder", record.Answers.GetValueOrDefault("household_id", "")),
            ["types"] = string.Join(' ', Labels(record.Form, question, record.Answers.GetValueOrDefault(question, ""))),
            ["counted_as"] = string.Join('、', counted.Of(record).Figures.Where(hit => hit.Place < ledger.Columns.Count).Select(hit => Heading(plan.Figures[hit.Place])).Distinct()),
            ["campaign"] = ledger.Campaign,
        })
    { Area = record.Area, Userid = record.Userid };

    // Above 小计, 已解决 and 正在解决.
    private static string Heading(LedgerColumn column) => column.Path.Count > 1 ? column.Path[^2] : column.Path[^1];

    private static IEnumerable<string> Labels(Form form, string question, string answer) => answer.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(chosen => form.Find(question)?.Choices.FirstOrDefault(choice => choice.Name == chosen)?.Label ?? chosen);

    /// <summary>Form → the question that holds the kinds of household.</summary>
    private static IEnumerable<KeyValuePair<string, string>> TypesOf(Pack pack, LedgerInput input) =>
        from form in input.Kind == LedgerInputKind.Forms ? input.Ids : []
        from record in pack.FormRecords
        where record.Forms.TryGetValue(form, out _) && record.Forms[form].Fields.ContainsKey(Types)
        select KeyValuePair.Create(form, record.Forms[form].Fields[Types].Question);
}
